"""News of this app for the apps above it; every signal is sent inside the transaction."""

from django.dispatch import Signal

# low, high, keys: statements that are about to be deleted, as a range of keys with both ends, and
# of that only those in the list `keys`, unless it is None.
statements_leaving = Signal()
