"""The runner behind `make run`, `make test` and `make check`.

It needs nothing but Python's standard library, because it runs before `.venv` exists: it makes the
virtual environment, brings up a PostgreSQL and a Valkey of its own, and starts and stops the
processes in order. Only `messages.py` and `fresh.py` run inside the virtual environment.
"""
