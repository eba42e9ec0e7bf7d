"""The test run: real PostgreSQL and Valkey, made for it and thrown away after it."""

import os

from elearning.settings.base import *
from elearning.settings.base import CACHE_URL, CACHES, CELERY_BROKER_URL, DATABASES
from elearning.settings.env import envbool

DEBUG = False
XAPI_FORWARD_TO_LOOPBACK = True
DEMO_MODE = True
GALLERY = True
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # speed, never outside tests
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # a test sees a new file

# Each process of a parallel run has a cache database of its own (the runner's Valkey has 64).
_PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
if CACHE_URL:
    CACHES["default"]["LOCATION"] = f"{CACHE_URL.rpartition('/')[0]}/{3 + _PROCESS}"
    # A cache that is away is an error here; in production it only makes pages slower.
    DJANGO_REDIS_IGNORE_EXCEPTIONS = False

# Tasks run at once in the process that queues them, after the commit as ever. The fixture
# `worker_process` turns this off and starts a real worker, on a broker database of its own.
CELERY_TASK_ALWAYS_EAGER = envbool("CELERY_TASK_ALWAYS_EAGER", True)
CELERY_BROKER_URL = f"{CELERY_BROKER_URL.rpartition('/')[0]}/{33 + _PROCESS}"
CELERY_TASK_EAGER_PROPAGATES = True

# The runner keeps a migrated database; a test database is a copy of it.
if template := os.environ.get("TEST_DATABASE_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}
