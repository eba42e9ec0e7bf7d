"""News of this app for the apps above it; every signal is sent inside the transaction."""

from django.dispatch import Signal

# user: whose account is about to be deleted. What cascades needs no receiver.
account_closing = Signal()

# user: who asks for her own data. A receiver returns (heading, rows): a str and a JSON value,
# or JsonTexts (core.json_stream) of what can be too much to hold at once.
own_data_asked = Signal()
