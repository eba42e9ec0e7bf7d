"""`make run`: one machine, invented people, everything on loopback.

The runner (`elearning/local`) makes the secrets once, keeps them in the data folder and passes
them on in the environment.
"""

from elearning.settings.base import *
from elearning.settings.env import envbool, envstr

DEBUG = envbool("DEBUG", False)  # off: people see the real error pages
XAPI_FORWARD_TO_LOOPBACK = True
DEMO_MODE = envbool(
    "DEMO_MODE", False
)  # the runner turns it on for the embedded database only
GALLERY = True

# Mail that would be sent stands here, one file a mail.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = envstr("EMAIL_FILE_PATH", str(BASE_DIR / "var" / "mail"))
# Passkeys on a machine of one's own, without a certificate.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
