"""The servers that the runner started are what the settings point to."""

from django.core.cache import cache
from django.db import connection


def test_database_is_postgresql_and_keeps_dutch_text(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('dutch', %s)", ["schuldhulpverleners"])

        assert cursor.fetchone() == ("'schuldhulpverlener':1",)


def test_cache_is_shared_and_keeps_a_value(db):
    cache.set("anna", "teaches")

    assert cache.get("anna") == "teaches"
