"""The WSGI entry point of the web processes."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.production")

application = get_wsgi_application()

# What was imported stays as long as the process: the collector need not look at it again and again,
# and the memory stays shared between the workers.
gc.collect()
gc.freeze()
