"""`make run`: one machine, invented people, everything on loopback.

The runner (`elearning/local`) makes the secrets once, keeps them in the data folder and passes
them on in the environment.
"""

from elearning.settings.base import *
from elearning.settings.env import envbool

DEBUG = envbool("DEBUG", False)  # off: people see the real error pages
DEMO_MODE = envbool(
    "DEMO_MODE", False
)  # the runner turns it on for the embedded database only
GALLERY = True
