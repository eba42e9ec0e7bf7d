"""`make run`: everything up, watched, and down again in order."""

import hashlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from elearning.local import commands, installation, locks, ports, stack, stamps
from elearning.local.ground import find_ground
from elearning.local.output import Problem, complain, say
from elearning.local.places import LOGS, PROJECT, PYTHON, VAR, VENV, shown
from elearning.local.processes import Service
from elearning.local.stack import Stack

LOOK_EVERY_SECONDS = 0.3
# Enough people and steps for figures of ten and more, and few enough for a minute of a worker. A seed
# of their own: `simulate_learners` begins with 1.
SIMULATED = (
    *("simulate_learners", "--in-background", "--seed", "0"),
    *("--learners", "80", "--months", "6", "--steps", "16"),
)


def run() -> None:
    """Sets up, starts everything, and stays until Ctrl-C or until something cannot go on."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()
    port = ports.web_port(os.environ.get("PORT"))
    installation.set_up("base")
    ground = find_ground()
    with locks.only_one(ground.folder / "data"):
        here = stack.permanent(ground)
        here.env.setdefault("SITE_URL", f"http://{ports.HOST}:{port}")
        services = here.services
        try:
            _bring_up(here, port)
            _announce(here, port, time.monotonic() - began)
            _watch(services)
        except KeyboardInterrupt:
            say("")
        finally:
            _bring_down(services)


def _bring_up(here: Stack, port: int) -> None:
    installation.collect_static(here.env)
    if here.services:
        say(f"· Starting {' and '.join(service.name for service in here.services)}")
    here.start()
    prepare_database(here)
    ours = processes(here, port)
    say("· Starting web server, worker and beat")
    for service in ours:
        here.services.append(service)
        service.launch()
    for service in ours:
        service.wait_until_ready()


def prepare_database(here: Stack) -> None:
    """Migrates; into a database that was empty goes the content, and people when it is ours."""
    mark = here.data / f"content-wanted-{_name_of_database(here.env)}"
    if _is_empty(here.env):
        mark.touch()
        (here.data / "migrated").unlink(missing_ok=True)
    _migrate(here)
    if not mark.exists():
        return
    if has_command("load_curriculum"):
        say("· Loading the curriculum")
        manage(
            here.env, "load_curriculum", failure="The curriculum could not be loaded."
        )
    if here.embedded:
        make_demo_people(here)
    mark.unlink()


def _migrate(here: Stack) -> None:
    """Our own database remembers what it was migrated to; of another one we cannot know."""
    wanted = installation.migrations_fingerprint()
    stamp = here.data / "migrated"
    if here.embedded and stamps.is_current(stamp, wanted):
        return
    say("· Bringing the database up to date")
    manage(
        here.env, "migrate", "--noinput", failure="The database could not be migrated."
    )
    if here.embedded:
        stamps.write(stamp, wanted)


def make_demo_people(here: Stack) -> None:
    """Invented people with new passwords, shown once and kept nowhere."""
    if not has_command("make_demo_people"):
        return
    say("· Making the demo people")
    code = commands.wait_for([PYTHON, "manage.py", "make_demo_people"], env=here.env)
    if code:
        raise Problem(
            "The demo people could not be made; what went wrong stands above."
        )
    if has_command("simulate_learners"):
        # The worker does it once it is there: the start does not wait for it.
        manage(
            here.env,
            *SIMULATED,
            failure="The invented learners could not be asked for.",
        )


def processes(here: Stack, port: int) -> list[Service]:
    """Web, worker and beat, in the order in which they start; they end in reverse."""
    (here.data / "beat").mkdir(exist_ok=True)
    celery: list[str | Path] = [VENV / "bin" / "celery", "-A", "elearning.celery"]
    return [
        Service(
            name="web",
            command=[
                *(PYTHON, "-m", "elearning.server"),
                *("--host", ports.HOST, "--port", str(port)),
            ],
            env=here.env,
            is_ready=lambda: _answers(port),
            patience=60,
        ),
        _celery_service(
            "worker",
            [*celery, "worker", "-Q", "default,long", "--concurrency", "2", "--loglevel", "INFO",
             "--without-gossip", "--without-mingle"],
            here.env,
            " ready.",
        ),
        _celery_service(
            "beat",
            [*celery, "beat", "-s", here.data / "beat" / "schedule", "--pidfile=",
             "--loglevel", "INFO"],
            here.env,
            "beat: Starting",
        ),
    ]  # fmt: skip


def _celery_service(
    name: str, command: Sequence[str | Path], env: Mapping[str, str], sign: str
) -> Service:
    log = commands.log_of(name)
    log.write_bytes(b"")
    return Service(
        name=name,
        command=command,
        env=env,
        is_ready=lambda: sign in log.read_text(encoding="utf-8", errors="replace"),
        patience=60,
    )


def _announce(here: Stack, port: int, seconds: float) -> None:
    say(f"\nLeernetwerk is up after {seconds:.0f} s:  http://{ports.HOST}:{port}/")
    if here.embedded:
        say(f"  data          {shown(here.data)}")
        say("  demo people   new passwords for all of them: make demo-passwords")
    else:
        say("  database      the one in DATABASE_URL: no demo people, no demo content")
    mail = Path(here.env.get("EMAIL_FILE_PATH", str(VAR / "mail")))
    say(f"  mail          nothing is sent; what would be stands in {shown(mail)}")
    say(f"  logs          {shown(LOGS)}")
    say("  Ctrl-C ends everything, in order.\n")


def _watch(services: Sequence[Service]) -> None:
    """Starts again what ends by itself; raises `Problem` when that does not help."""
    while True:
        for service in services:
            if service.running:
                continue
            if service.restarts_too_often():
                raise Problem(f"{service.name} keeps ending by itself.", service.log)
            say(f"· {service.name} ended unexpectedly: starting it again")
            service.start()
        time.sleep(LOOK_EVERY_SECONDS)


def _bring_down(services: Sequence[Service]) -> None:
    """In the reverse of the order of starting; a second Ctrl-C does not cut it short."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for service in reversed(services):
        if service.running:
            say(f"· Stopping {service.name}")
        service.stop()
    say("Everything has stopped.")


# --- Django's command line --------------------------------------------------------------------
def manage(env: Mapping[str, str], *arguments: str, failure: str) -> None:
    commands.run(
        [PYTHON, "manage.py", *arguments], name=arguments[0], failure=failure, env=env
    )


def manage_by_hand(arguments: Sequence[str]) -> int:
    """Any command of Django on the database of `make run`, whether that runs now or not."""
    installation.set_up("base")
    ground = find_ground()
    if locks.is_held(ground.folder / "data"):
        return _by_hand(stack.permanent(ground, attach=True), arguments)
    with locks.only_one(ground.folder / "data"):
        here = stack.permanent(ground)
        try:
            here.start()
            return _by_hand(here, arguments)
        finally:
            here.stop()


def _by_hand(here: Stack, arguments: Sequence[str]) -> int:
    command = [str(PYTHON), "manage.py", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=here.env, check=False).returncode


def has_command(name: str) -> bool:
    pattern = f"management/commands/{name}.py"
    return any(PROJECT.glob(f"*/{pattern}")) or any(
        PROJECT.glob(f"elearning/*/{pattern}")
    )


def _is_empty(env: Mapping[str, str]) -> bool:
    done = subprocess.run(
        [PYTHON, "-m", "elearning.local.fresh"],
        cwd=PROJECT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        complaint = done.stderr.strip().splitlines()[-1:] or ["no answer"]
        raise Problem(
            f"The database in DATABASE_URL does not answer: {complaint[0]}. Check the address."
        )
    return done.stdout.strip() == "empty"


def _name_of_database(env: Mapping[str, str]) -> str:
    """A short name for the database, without what is secret in its address."""
    address = env["DATABASE_URL"].rpartition("@")[2].partition("?")[0]
    place = address.partition("/")[2] if env.get("DEMO_MODE") == "true" else address
    return hashlib.sha256(place.encode()).hexdigest()[:8]


def _answers(port: int) -> bool:
    request = urllib.request.Request(f"http://{ports.HOST}:{port}/")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(request, timeout=30).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def report(problem: Problem) -> int:
    complain(problem)
    return 1
