"""The two servers together, and what Django must know of them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from elearning.local import ports, secretfile
from elearning.local.ground import Ground, postgres_bin, valkey_binary
from elearning.local.output import Problem
from elearning.local.places import VENV
from elearning.local.postgres import Postgres
from elearning.local.processes import Service
from elearning.local.valkey import BROKER_DATABASE, CACHE_DATABASE, Valkey

SECRETS = ("SECRET_KEY", "LEARNER_STORE_KEYS", "STATEMENT_NAMESPACE")
CONFIGURED = (*SECRETS, "DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL")


@dataclass
class Stack:
    """Two servers (fewer when the environment names others) and the environment for Django."""

    ground: Ground
    data: Path
    env: dict[str, str]
    services: list[Service] = field(default_factory=list)
    postgres: Postgres | None = None

    @property
    def embedded(self) -> bool:
        return self.postgres is not None

    def start(self) -> None:
        for service in self.services:
            service.start()
        if self.postgres is not None:
            self.postgres.make_database()

    def stop(self) -> None:
        for service in reversed(self.services):
            service.stop()


def permanent(ground: Ground, *, attach: bool = False) -> Stack:
    """The stack of `make run`: keeps its data; what the environment names is not started here.

    With `attach` it is the one that runs already: its ports are taken as they are.
    """
    data = ground.folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    secrets = secretfile.load_or_make(data)
    given = without_files(os.environ)
    stack = Stack(ground, data, environment(given, secrets))
    file = data / "ports.json"

    def port_of(name: str) -> int:
        return (
            ports.remembered(file)[name] if attach else ports.chosen_before(file, name)
        )

    if not given.get("DATABASE_URL"):
        add_postgres(stack, secrets, port_of("postgresql"), throw_away=False)
    if not (given.get("CELERY_BROKER_URL") and given.get("CACHE_URL")):
        add_valkey(stack, secrets, port_of("valkey"), throw_away=False)
    stack.env["DJANGO_SETTINGS_MODULE"] = "elearning.settings.development"
    stack.env["DEMO_MODE"] = str(stack.embedded).lower()
    return stack


def without_files(env: Mapping[str, str]) -> dict[str, str]:
    """The environment with what `<NAME>_FILE` points to in the place of it.

    The settings let the file win, so the runner must know what is in it: demo people are only made
    on the embedded database. Raises `Problem` when a file cannot be read.
    """
    found = dict(env)
    for name in CONFIGURED:
        file = found.pop(f"{name}_FILE", None)
        if file is None:
            continue
        try:
            found[name] = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Problem(f"{name}_FILE cannot be read: {error.strerror}.") from None
    return found


def environment(base: Mapping[str, str], secrets: Mapping[str, str]) -> dict[str, str]:
    env = dict(base)
    for name in SECRETS:
        if not env.get(name):
            env[name] = secrets[name]
    env["PATH"] = f"{VENV / 'bin'}:{env.get('PATH', '/usr/bin:/bin')}"
    env["PYTHONUNBUFFERED"] = "1"
    return env


def add_postgres(
    stack: Stack, secrets: Mapping[str, str], port: int, throw_away: bool
) -> None:
    server = Postgres(
        bin_=postgres_bin(stack.ground.packages),
        data=stack.data / "postgres",
        port=port,
        password=secrets["DATABASE_PASSWORD"],
        user=stack.ground.user,
        throw_away=throw_away,
    )
    stack.postgres = server
    stack.env["DATABASE_URL"] = server.url
    stack.services.append(server.service())


def add_valkey(
    stack: Stack, secrets: Mapping[str, str], port: int, throw_away: bool
) -> None:
    server = Valkey(
        binary=valkey_binary(stack.ground.packages),
        data=stack.data / "valkey",
        port=port,
        password=secrets["VALKEY_PASSWORD"],
        user=stack.ground.user,
        throw_away=throw_away,
    )
    for name, database in (
        ("CELERY_BROKER_URL", BROKER_DATABASE),
        ("CACHE_URL", CACHE_DATABASE),
    ):
        if not stack.env.get(name):
            stack.env[name] = server.url(database)
    stack.services.append(server.service())
