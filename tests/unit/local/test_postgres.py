"""The embedded PostgreSQL: data of another version, and what a killed server leaves behind."""

import os

import pytest

from elearning.local.output import Problem
from elearning.local.postgres import Postgres
from elearning.local.serveruser import ServerUser


@pytest.fixture
def server(tmp_path):
    programs, data = tmp_path / "bin", tmp_path / "data"
    programs.mkdir()
    data.mkdir()
    postgres = programs / "postgres"
    postgres.write_text(
        "#!/bin/sh\necho 'postgres (PostgreSQL) 18.6'\n", encoding="ascii"
    )
    postgres.chmod(0o755)
    user = ServerUser("me", os.getuid(), os.getgid(), switch=False)
    return Postgres(bin_=programs, data=data, port=5, password="a/b@c", user=user)


def test_prepare_with_data_of_another_version_says_what_to_do(server):
    (server.data / "PG_VERSION").write_text("17\n", encoding="ascii")

    with pytest.raises(Problem) as caught:
        server.prepare()

    assert "is of PostgreSQL 17 and this project brings 18" in str(caught.value)
    assert "mv " in str(caught.value)


def test_prepare_with_something_else_in_the_folder_leaves_it(server):
    (server.data / "notes.txt").write_text("mine", encoding="ascii")

    with pytest.raises(Problem, match="is not a PostgreSQL data folder"):
        server.prepare()
    assert (server.data / "notes.txt").exists()


def test_prepare_takes_away_the_pid_file_of_a_server_that_is_gone(server):
    (server.data / "PG_VERSION").write_text("18\n", encoding="ascii")
    pid_file = server.data / "postmaster.pid"
    pid_file.write_text("999999999\n", encoding="ascii")

    server.prepare()

    assert not pid_file.exists()


def test_prepare_does_not_end_a_stranger_with_the_same_pid(server):
    (server.data / "PG_VERSION").write_text("18\n", encoding="ascii")
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n", encoding="ascii")

    server.prepare()  # had it ended that process, this test would not have come to its end

    assert not (server.data / "postmaster.pid").exists()


def test_url_escapes_the_password(server):
    assert server.url == "postgresql://leernetwerk:a%2Fb%40c@127.0.0.1:5/leernetwerk"
