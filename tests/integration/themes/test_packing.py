"""Pages come packed to a browser that says it can open them; nothing else is touched."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_comes_packed(client):
    plain = client.get("/stijl/")

    answer = client.get("/stijl/", headers={"accept-encoding": "gzip, br"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(answer.content) < len(plain.content) / 3
    assert b"</html>" in gzip.decompress(answer.content)


def test_who_cannot_open_it_gets_it_plain(client):
    answer = client.get("/stijl/")

    assert "Content-Encoding" not in answer.headers
    assert b"</html>" in answer.content


def test_the_length_of_a_page_does_not_tell_what_is_in_it(client):
    lengths = {
        len(client.get("/stijl/", headers={"accept-encoding": "gzip"}).content)
        for _ in range(8)
    }

    assert len(lengths) > 1


def test_what_is_no_page_is_left_alone(client):
    answer = client.get("/xapi/about", headers={"accept-encoding": "gzip"})

    assert answer.headers["Content-Type"].startswith("application/json")
    assert "Content-Encoding" not in answer.headers
