"""Free ports on loopback, and the ones chosen before."""

import json
import socket
from pathlib import Path

from elearning.local.output import Problem

HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def chosen_before(file: Path, name: str) -> int:
    """The port that `name` had last time when it is still free, otherwise another; remembered."""
    known = remembered(file)
    port = known.get(name, 0)
    if not port or not is_free(port):
        port = any_free()
        file.write_text(
            json.dumps({**known, name: port}, indent=2) + "\n", encoding="ascii"
        )
    return port


def web_port(text: str | None) -> int:
    """The port of the web server out of the variable PORT.

    Raises `Problem` when it is no port, or when something else has it.
    """
    try:
        port = int(text or DEFAULT_PORT)
    except ValueError:
        port = 0
    if not 0 < port < 65_536:
        raise Problem(f"PORT must be a number from 1 to 65535, not {text!r}.")
    if not is_free(port):
        another = any_free()
        raise Problem(
            f"Port {port} is in use. Stop what uses it, or choose another: "
            f"PORT={another} make run"
        )
    return port


def remembered(file: Path) -> dict[str, int]:
    try:
        known = json.loads(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return {name: port for name, port in known.items() if isinstance(port, int)}
