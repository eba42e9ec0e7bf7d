"""Where everything is kept: the project's folders and, when it must be, the system's."""

import hashlib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = PROJECT / "var"
LOGS = VAR / "log"
STAMPS = VAR / "stamps"
SYSTEM_STATE = Path("/var/lib/leernetwerk")


def system_state_of(project: Path) -> Path:
    """The project's own corner of the system's state folder, one for each path."""
    key = hashlib.sha256(str(project).encode()).hexdigest()[:12]
    return SYSTEM_STATE / f"{project.name}-{key}"


def shown(path: Path) -> str:
    """The path as a person in the project's folder would type it."""
    return str(path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path)
