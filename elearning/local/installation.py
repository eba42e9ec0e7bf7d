"""Set-up: everything the project needs that is not in the tree, each step skipped while current."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path

from elearning.local import commands, stamps
from elearning.local.output import Problem, say
from elearning.local.places import LOGS, PROJECT, PYTHON, STAMPS, VAR, VENV

NODE_LEAST = 20
UV_REQUIREMENTS = PROJECT / "requirements" / "uv.txt"
NO_NETWORK = (
    "Python's packages could not be installed. Is there a network, and can pip reach its index? "
    "Then start again: what was fetched is kept."
)
NO_NPM_NETWORK = (
    "The front-end files could not be fetched with `npm ci`. Is there a network, and can npm reach "
    "its registry? Then start again."
)
LOCALE_FILES = "locale/*/LC_MESSAGES/django.po"


def set_up(kind: str) -> None:
    """Brings `.venv`, front-end files and translations up to date; `kind` is `base` or `dev`."""
    VAR.mkdir(exist_ok=True)
    make_venv()
    install_python_packages(kind)
    install_front_end()
    compile_messages()


# --- Python -----------------------------------------------------------------------------------
def make_venv() -> None:
    if _works(PYTHON):
        return
    if VENV.exists():
        say("· .venv does not work here (moved, or another Python): making it again")
        shutil.rmtree(VENV)
    say("· Making .venv")
    commands.run(
        [sys.executable, "-m", "venv", VENV],
        name="venv",
        failure="`python3 -m venv` failed. On Debian and Ubuntu it is a package of its own: "
        f"apt-get install python3-venv ({sys.executable}).",
    )


def install_python_packages(kind: str) -> None:
    wanted = requirements_fingerprint(kind)
    stamp = VENV / f".installed-{kind}"
    if stamps.is_current(stamp, wanted):
        return
    say(f"· Installing Python's packages (requirements/{kind}.txt)")
    file = PROJECT / "requirements" / f"{kind}.txt"
    if not (_install_with_uv(file) or _install_with_pip(file)):
        raise Problem(NO_NETWORK, LOGS / "pip.log")
    stamps.write(stamp, wanted)
    if kind == "dev":  # which holds all of base
        stamps.write(VENV / ".installed-base", requirements_fingerprint("base"))


def requirements_fingerprint(kind: str) -> str:
    file = PROJECT / "requirements" / f"{kind}.txt"
    return stamps.fingerprint_of_tree(
        [], file.read_text(encoding="ascii"), sys.platform
    )


def _install_with_uv(file: Path) -> bool:
    """With uv, which takes seconds where pip takes a minute; false where it is not to be had.

    Compiled at once, as pip does: else each of our processes compiles what it imports, where Python
    may not write next to the source, and all of them together take the longest part of a start.
    """
    uv = shutil.which("uv") or _own_uv()
    return uv is not None and _succeeds(
        [
            uv,
            "pip",
            "install",
            "--python",
            PYTHON,
            "--compile-bytecode",
            "--require-hashes",
            "-r",
            file,
        ],
        "uv",
    )


def _own_uv() -> str | None:
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        _succeeds([*_pip(), "--require-hashes", "-r", UV_REQUIREMENTS], "uv")
    return str(uv) if uv.exists() else None


def _install_with_pip(file: Path) -> bool:
    return _succeeds([*_pip(), "--require-hashes", "-r", file], "pip")


def _pip() -> list[str | Path]:
    return [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--no-input"]  # fmt: skip


# --- Front end --------------------------------------------------------------------------------
def install_front_end() -> None:
    lock = PROJECT / "package-lock.json"
    if not lock.exists():
        return
    wanted = stamps.fingerprint_of_tree([], lock.read_text(encoding="utf-8"))
    stamp = PROJECT / "node_modules" / ".installed"
    if stamps.is_current(stamp, wanted):
        return
    npm = check_node()
    say("· Fetching the front-end files (npm ci)")
    commands.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        name="npm",
        failure=NO_NPM_NETWORK,
    )
    stamps.write(stamp, wanted)


def check_node() -> str:
    """Where npm is. Raises `Problem` without npm, or with a Node that is too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Problem(
            f"Node and npm are missing. Install Node {NODE_LEAST} or newer with npm "
            "(on Debian: apt-get install nodejs npm), then start again."
        )
    done = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    )
    if node_major(done.stdout) < NODE_LEAST:
        raise Problem(
            f"Node {done.stdout.strip()} is too old. Install Node {NODE_LEAST} or newer, "
            "then start again."
        )
    return npm


def node_major(version: str) -> int:
    found = re.match(r"v?(\d+)\.", version)
    return int(found.group(1)) if found else 0


# --- The database -----------------------------------------------------------------------------
def migrations_fingerprint() -> str:
    """Changes with everything that can change what `migrate` does."""
    migrations = (
        *PROJECT.glob("*/migrations/*.py"),
        *PROJECT.glob("elearning/*/migrations/*.py"),
    )
    others = (
        PROJECT / "requirements" / "base.txt",
        PROJECT / "elearning" / "settings" / "base.py",
    )
    return stamps.fingerprint_of_files((*migrations, *others))


# --- Translations and static files ------------------------------------------------------------
def catalogues() -> list[Path]:
    apps = (
        *PROJECT.glob(f"*/{LOCALE_FILES}"),
        *PROJECT.glob(f"elearning/*/{LOCALE_FILES}"),
    )
    return sorted(
        file for file in apps if file.parts[len(PROJECT.parts)] not in {".venv", "var"}
    )


def compile_messages() -> None:
    files = catalogues()
    wanted = stamps.fingerprint_of_files(files)
    stamp = STAMPS / "messages"
    compiled = all(file.with_suffix(".mo").exists() for file in files)
    if compiled and stamps.is_current(stamp, wanted):
        return
    say("· Compiling the translations")
    commands.run(
        [PYTHON, "-m", "elearning.local.messages", "compile"],
        name="messages",
        failure="A translation file (django.po) has an error.",
    )
    stamps.write(stamp, wanted)


def collect_static(env: Mapping[str, str]) -> None:
    """Gathers and compresses what browsers load; the test run serves it from where it is."""
    wanted = stamps.fingerprint_of_tree(
        _own_static_files(),
        requirements_fingerprint("base"),
        _text(PROJECT / "package-lock.json"),
        _text(PROJECT / "elearning" / "settings" / "base.py"),
        _text(PROJECT / "themes" / "finders.py"),
    )
    stamp = STAMPS / "static"
    if (VAR / "static").is_dir() and stamps.is_current(stamp, wanted):
        return
    say("· Gathering the static files")
    commands.run(
        [PYTHON, "manage.py", "collectstatic", "--noinput", "--clear"],
        name="collectstatic",
        failure="The static files could not be gathered.",
        env=env,
    )
    stamps.write(stamp, wanted)


def _own_static_files() -> Iterator[Path]:
    for app in (*PROJECT.glob("*/static"), *PROJECT.glob("elearning/*/static")):
        if app != VAR / "static":
            yield from (file for file in app.rglob("*") if file.is_file())


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _works(python: Path) -> bool:
    try:
        done = subprocess.run(
            [python, "-c", "import sys; print(sys.version_info >= (3, 11))"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return done.stdout.strip() == "True"


def _succeeds(command: list[str | Path], name: str) -> bool:
    with commands.log_of(name).open("ab") as out:
        code = commands.wait_for(
            command, env=os.environ, stdout=out, stderr=subprocess.STDOUT
        )
    return code == 0


def site_packages() -> Path:
    """The folder of the virtual environment where the wheels are."""
    done = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(done.stdout.strip() or sysconfig.get_path("platlib"))
