"""Questions written by hand, where the way Django asks would cost more than the answer."""

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


def bound_cursor() -> CursorWrapper:
    """A cursor that sends its values beside the SQL; for what is asked again and again.

    Django's own writes each value into the text, in Python, and sets itself up anew each time. As
    with `connection.cursor()`, errors are Django's and queries are counted.
    """
    connection.ensure_connection()
    cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # not in the stubs
    wrapped: CursorWrapper = connection._prepare_cursor(cursor)  # type: ignore[attr-defined]
    return wrapped
