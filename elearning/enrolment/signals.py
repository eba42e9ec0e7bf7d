"""News of this app for the apps above it; every signal is sent inside the transaction."""

from django.dispatch import Signal

# enrolment: the new Enrolment.
enrolled = Signal()
