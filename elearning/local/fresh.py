"""Says `empty` or `filled` of the database in DATABASE_URL; runs in the virtual environment."""

import os
import sys

import psycopg

MIGRATED = "SELECT to_regclass('django_migrations') IS NOT NULL"


def main() -> int:
    try:
        with psycopg.connect(
            os.environ["DATABASE_URL"], connect_timeout=10
        ) as connection:
            row = connection.execute(MIGRATED).fetchone()
    except psycopg.Error as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        return 1
    sys.stdout.write("filled\n" if row and row[0] else "empty\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
