"""What holds everywhere. Nothing here knows where it runs; see the neighbours for that."""

from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from elearning.settings.env import envint, envlist, envpairs, envsecret, envstr

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# --- Who and where ---------------------------------------------------------------------------
SITE_URL = envstr("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", "127.0.0.1,localhost")
SECRET_KEY = envsecret("SECRET_KEY")
# The learner-only store is wrapped by a key outside the database (architecture, 7e). More than
# one, newest first, while a rotation is under way.
LEARNER_STORE_KEYS = envsecret("LEARNER_STORE_KEYS").split(",")
# The secret namespace of our own statements' ids (architecture, 7d).
STATEMENT_NAMESPACE = envsecret("STATEMENT_NAMESPACE")
# Sites whose scripts may speak to the record store.
XAPI_ALLOWED_ORIGINS = envlist("XAPI_ALLOWED_ORIGINS", "")
# How often a credential may call the record store in a minute, unless it says so itself; 0: no limit.
XAPI_CALLS_PER_MINUTE = envint("XAPI_CALLS_PER_MINUTE", 60_000)
# The keys of stores that statements are forwarded to: `name=key:secret`, commas between (ADR 0022).
XAPI_FORWARD_SECRETS = envsecret("XAPI_FORWARD_SECRETS", "")
# Only a development or test machine forwards to itself, without https.
XAPI_FORWARD_TO_LOOPBACK = False
# What erasing somebody does to statements, by what she has to do with them (xapi.enums).
XAPI_ERASURE = envpairs(
    "XAPI_ERASURE",
    {"own": "unlink", "outside": "delete", "mentions": "unlink"},
    {"delete", "unlink"}.__contains__,
)
# For how many whole months each kind of data in the record store is kept; 0 is without a term.
XAPI_KEEP_MONTHS = envpairs(
    "XAPI_KEEP_MONTHS",
    {"answers": "60", "own": "60", "outside": "60", "documents": "60"},
    str.isdecimal,
)
# Concept content plays only where this is on (product rule 13). Only the embedded database sets it.
DEMO_MODE = False
GALLERY = False

# --- Apps, in the order of the import layers: top first --------------------------------------
INSTALLED_APPS = [
    "elearning.dashboard",
    "elearning.network",
    "modules",
    "toetsen",
    "elearning.enrolment",
    "elearning.knowledge",
    "elearning.xapi",
    "elearning.accounts",
    "themes",
    "elearning.core",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "elearning.accounts.apps.CmsUsersConfig",  # wagtail.users, with our form of a person
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "elearning.xapi.middleware.RecordStoreMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "themes.middleware.PackedPageMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "themes.middleware.PolicyMiddleware",
    "themes.middleware.PrivateCacheMiddleware",
    "themes.middleware.SentByPageMiddleware",
    "elearning.accounts.middleware.LoggedOutFormMiddleware",
    "themes.middleware.ErrorPageMiddleware",
    "modules.middleware.ReaderNamesMiddleware",
]

ROOT_URLCONF = "elearning.urls"
WSGI_APPLICATION = "elearning.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A type of question holds its own template (toetsen/question_types).
        "DIRS": sorted(BASE_DIR.glob("toetsen/question_types/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "themes.context_processors.layout",
            ],
            "builtins": ["themes.templatetags.components"],
        },
    },
]

# --- Data --------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **dj_database_url.parse(
            envsecret("DATABASE_URL"), conn_max_age=60, conn_health_checks=True
        ),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"prepare_threshold": 5},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = envsecret("CACHE_URL", "")
CACHES = {
    "default": (
        {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": CACHE_URL,
        }
        if CACHE_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
}
# A cache that is away makes pages slower, never wrong or broken.
DJANGO_REDIS_IGNORE_EXCEPTIONS = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = envstr("MEDIA_ROOT", str(BASE_DIR / "var" / "media"))
NODE_MODULES = BASE_DIR / "node_modules"
BUNDLE_ROOT = BASE_DIR / "var" / "bundle"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "themes.finders.FrontEndFinder",  # node_modules, only the files we use
]

# Ten megabytes of text is nobody's answer: Django refuses it before a view sees it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a large case in the CMS has some 3,000 fields

# --- People ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["elearning.accounts.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "elearning.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "elearning.accounts.passwords.NotLikeYourself"},
    {"NAME": "elearning.accounts.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "elearning.accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "elearning.accounts.forms.SignupForm"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2  # the present one and the one being confirmed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Whoever types an address learns nothing about whether it has an account, nor does its owner.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

# --- Language ----------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# --- Safety ------------------------------------------------------------------------------------
SESSION_ENGINE = "elearning.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

SECURE_CONTENT_TYPE_NOSNIFF = True
# No address of a page reaches another site, not even its host.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}

CSRF_FAILURE_VIEW = "themes.views.csrf_failure"
# Where the way out leads: a page that anyone could have open.
EXIT_URL = envstr("EXIT_URL", "https://www.buienradar.nl/")

# --- Background work (architecture, decision 3) ------------------------------------------------
CELERY_BROKER_URL = envsecret("CELERY_BROKER_URL", "redis://127.0.0.1:6379/1")
CELERY_TASK_DEFAULT_QUEUE = "default"  # and "long" for what takes minutes
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": envint("CELERY_VISIBILITY_TIMEOUT", 300, least=10),
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "waiting-mails": {
        "task": "elearning.accounts.tasks.send_waiting_mails",
        "schedule": 60,
    },
    "sent-mails": {
        "task": "elearning.accounts.tasks.forget_sent_mails",
        "schedule": crontab(hour=3, minute=10),
    },
    "unconfirmed-accounts": {
        "task": "elearning.accounts.tasks.delete_unconfirmed_accounts",
        "schedule": crontab(hour=3, minute=15),
    },
    "ended-sessions": {
        "task": "elearning.accounts.tasks.forget_sessions",
        "schedule": crontab(hour=3, minute=25),
    },
    "expired-private-records": {
        "task": "elearning.enrolment.tasks.delete_expired_records",
        "schedule": crontab(hour=3, minute=20),
    },
    "old-case-forms": {
        "task": "elearning.network.tasks.delete_old_case_forms",
        "schedule": crontab(minute=25),
    },
    "old-names-of-activities": {
        "task": "elearning.network.tasks.forget_what_is_old",
        "schedule": crontab(hour=3, minute=30),
    },
    "case-counters": {
        "task": "modules.tasks.count_finished_runs",
        "schedule": crontab(hour=2, minute=40),
    },
    "what-was-handed-in": {
        "task": "modules.tasks.forget_handed_in",
        "schedule": crontab(hour=3, minute=35),
    },
    "refresher-mails": {
        "task": "modules.tasks.mail_refreshers",
        "schedule": crontab(hour=7, minute=40),
    },
    "statement-partitions": {
        "task": "elearning.xapi.tasks.make_partitions",
        "schedule": crontab(hour=1, minute=50),
    },
    "expired-statements": {
        "task": "elearning.xapi.tasks.expire_statements",
        "schedule": crontab(hour=2, minute=10),
        "options": {"queue": "long"},
    },
    "erasures": {
        "task": "elearning.xapi.tasks.finish_erasures",
        "schedule": crontab(minute="*/5"),
    },
    "old-refusals": {
        "task": "elearning.xapi.tasks.forget_refusals",
        "schedule": crontab(hour=3, minute=10),
    },
    "forwarding": {
        "task": "elearning.xapi.tasks.forward_all",
        "schedule": 15,
        "options": {"expires": 15},
    },
    "loose-attachments": {
        "task": "elearning.xapi.tasks.drop_loose_attachments",
        "schedule": crontab(hour=3, minute=5),
    },
    "scheduled-pages": {
        "task": "modules.tasks.publish_scheduled",
        "schedule": crontab(minute="*/5"),
    },
    "overdue-attempts": {
        "task": "toetsen.tasks.close_overdue_attempts",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "corrections": {
        "task": "toetsen.tasks.finish_corrections",
        "schedule": crontab(minute="*/5"),
    },
    "rollups": {"task": "elearning.dashboard.tasks.tick", "schedule": 30},
    "closed-months": {
        "task": "elearning.dashboard.tasks.close_periods",
        "schedule": crontab(day_of_month=2, hour=3, minute=40),
    },
    "study-reports": {
        "task": "toetsen.tasks.close_studies",
        "schedule": crontab(day_of_month=2, hour=3, minute=50),
    },
}

# --- Mail --------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = envstr("DEFAULT_FROM_EMAIL", "Leernetwerk <leernetwerk@localhost>")

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Leernetwerk"  # the full name would give a reader away (product)
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing calls out (architecture, 12b)
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth's, decision 10
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Said from the head of the file: a small file can hold a picture that fills the memory.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "modules.image_forms.WholeImageForm"
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "dutch",
    },
}

# --- Logs: never a name, an address, a text or a query string ----------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "elearning": {"level": "INFO"},
        "modules": {"level": "INFO"},
        "toetsen": {"level": "INFO"},
    },
}
