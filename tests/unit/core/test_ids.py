"""Ids that are stable for the same event and unpredictable without our secret."""

from elearning.core.ids import secret_uuid


def test_secret_uuid_is_the_same_for_the_same_input() -> None:
    assert secret_uuid("lesson", "a", 1) == secret_uuid("lesson", "a", 1)


def test_secret_uuid_says_it_is_made_from_a_name() -> None:
    assert secret_uuid("lesson", "a").version == 5


def test_secret_uuid_does_not_confuse_where_parts_end() -> None:
    assert secret_uuid("lesson", "ab", "c") != secret_uuid("lesson", "a", "bc")


def test_secret_uuid_depends_on_the_secret(settings) -> None:
    before = secret_uuid("lesson", "a")
    settings.STATEMENT_NAMESPACE = "another"

    assert secret_uuid("lesson", "a") != before
