"""The page "send your first statement": its examples work as they stand there."""

import os
import re
import shutil
import subprocess
import sys
import uuid
from html import unescape

import pytest

from elearning.xapi.actions import make_credential
from elearning.xapi.enums import Scope
from elearning.xapi.models import Statement

PAGE = "/xapi/eerste-statement/"
SCOPES = (Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE)


def examples(client) -> dict[str, str]:
    page = client.get(PAGE).content.decode()
    found = re.findall(r'data-el-example="(\w+)">(.*?)</pre>', page, re.DOTALL)
    return {name: unescape(text) for name, text in found}


@pytest.fixture
def run(live_server, settings):
    settings.SITE_URL = live_server.url
    credential, secret = make_credential(
        by=None, label="proef", tenant=uuid.UUID(int=3), scopes=SCOPES
    )
    pair = {"XAPI_KEY": credential.key, "XAPI_SECRET": secret}

    def run_(*command: str, **changed: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, **pair, **changed}
        return subprocess.run(
            command, capture_output=True, text=True, env=env, check=False, timeout=60
        )

    return run_


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_curl_sends_a_statement_and_reads_it_back(client, run) -> None:
    shown = examples(client)

    sent = run("sh", "-c", shown["send"])
    read = run("sh", "-c", shown["read"])

    statement = Statement.objects.get()
    assert sent.stdout == f'["{statement.uuid}"]'
    assert read.stdout == f'{{"statements":[{statement.body}],"more":""}}'


def test_python_sends_a_statement_and_reads_it_back(client, run) -> None:
    done = run(sys.executable, "-c", examples(client)["python"])

    statement = Statement.objects.get()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"stored: {statement.uuid}\nread back: ")


def test_python_says_why_it_was_refused(client, run) -> None:
    done = run(sys.executable, "-c", examples(client)["python"], XAPI_SECRET="wrong")

    assert done.returncode == 1
    assert done.stderr.startswith('401: {"error": "a valid key and secret are needed"')
    assert not Statement.objects.exists()


@pytest.mark.django_db
def test_it_is_there_for_everyone_and_leads_on(client) -> None:
    page = client.get(PAGE)

    links = set(re.findall(r'href="(/xapi/[^"]+)"', page.content.decode()))
    assert links == {"/xapi/openapi.json", "/xapi/profile/", "/xapi/about"}
    assert {client.get(link).status_code for link in links} == {200}
