"""`make fuzz`: half of the time from the OpenAPI description, half from nearly right statements."""

from collections.abc import Sequence

from elearning.local import commands, installation
from elearning.local.output import Problem, say
from elearning.local.places import PYTHON, VENV
from elearning.local.served import served


def fuzz(arguments: Sequence[str]) -> int:
    """Fuzzes the store as it is served for so many minutes; returns 0 when nothing broke."""
    seconds = _seconds(arguments)
    installation.set_up("dev")
    with served() as store:
        say("\n== From the description")
        described = commands.wait_for(
            [
                *(
                    VENV / "bin" / "schemathesis",
                    "run",
                    f"{store.endpoint}/openapi.json",
                ),
                *("--url", store.endpoint, "--auth", f"{store.key}:{store.secret}"),
                *("--checks", "not_a_server_error", "--max-time", f"{seconds / 2:.0f}"),
                *("--max-examples", "100000", "--continue-on-failure", "--no-color"),
                *("--suppress-health-check", "all", "--warnings", "off"),
            ],
            env=store.env,
        )
        say("\n== From nearly right statements")
        nearly = commands.wait_for(
            [PYTHON, "-m", "tests.fuzz", f"{seconds / 2:.0f}"], env=store.env
        )
    return described or nearly


def _seconds(arguments: Sequence[str]) -> float:
    try:
        return float(arguments[0]) * 60
    except (IndexError, ValueError):
        raise Problem("Say how many minutes: make fuzz MINUTES=10") from None
