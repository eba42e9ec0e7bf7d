"""A value that makes no sense stops the start and says which."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from elearning.settings import env


def test_envstr_requires_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THING", raising=False)

    with pytest.raises(ImproperlyConfigured, match="THING"):
        env.envstr("THING")


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("ON", True), ("0", False), (" no ", False)]
)
def test_envbool_reads_the_usual_words(
    monkeypatch: pytest.MonkeyPatch, text: str, value: bool
) -> None:
    monkeypatch.setenv("THING", text)

    assert env.envbool("THING", not value) is value


@pytest.mark.parametrize("text", ["", "ja", "2", "truee"])
def test_envbool_refuses_anything_else(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("THING", text)

    with pytest.raises(ImproperlyConfigured, match="THING must be true or false"):
        env.envbool("THING", True)


@pytest.mark.parametrize("text", ["", "drie", "1.5", "-1"])
def test_envint_refuses_what_is_no_whole_number_from_the_least_up(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("THING", text)

    with pytest.raises(ImproperlyConfigured, match="THING must be"):
        env.envint("THING", 1)


def test_envlist_drops_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THING", "a, ,b,")

    assert env.envlist("THING") == ["a", "b"]


def test_envsecret_reads_the_named_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv("THING_FILE", str(tmp_path / "secret"))

    assert env.envsecret("THING") == "hush"


def test_envsecret_says_which_file_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setenv("THING_FILE", str(tmp_path / "none"))

    with pytest.raises(ImproperlyConfigured, match="THING_FILE"):
        env.envsecret("THING")
