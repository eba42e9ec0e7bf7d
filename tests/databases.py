"""Copies of the test database, for the tests that really commit.

Emptying tables, as Django does after such a test, also takes what the migrations put in: the root
page, the groups, the languages. A copy puts everything back, in a third of a second.
"""

from collections.abc import Callable

from django.db import connection

# Any number that nothing else locks on this server, which is there for one test run.
MAKING = 20260063


def name() -> str:
    return str(connection.settings_dict["NAME"])


def copy(source: str, target: str) -> None:
    """Makes database `target` a copy of `source`; whoever was connected to `target` is cut off."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def make_once(target: str, make: Callable[[], None]) -> None:
    """The database `target`, shared by all processes and rounds of a test run.

    Who comes first makes it, from its own test database after `make`; the others wait for that.
    """
    connection.close()
    with connection._nodb_cursor() as cursor:
        # In a session of its own: copying a database cannot be done in a transaction.
        cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [target])
        if cursor.fetchone() is None:
            make()
            copy(name(), target)


def cut_off_others() -> None:
    """Ends the connections of a browser test's server, so that the database can be removed."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [name()],
        )
