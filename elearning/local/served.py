"""A throw-away stack with the web server in front of it, as `make run` serves it, and a credential."""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from elearning.local import installation, ports, run
from elearning.local.output import Problem
from elearning.local.places import PROJECT, PYTHON
from elearning.local.stack import Stack
from elearning.local.throwaway import throw_away


@dataclass(frozen=True, slots=True)
class Served:
    """`endpoint` is the record store's address; the credential may do everything there."""

    stack: Stack
    endpoint: str
    key: str
    secret: str

    @property
    def env(self) -> dict[str, str]:
        """For a program that speaks with the store, and with its database beside it."""
        return self.stack.env | {
            "XAPI_ENDPOINT": self.endpoint,
            "XAPI_KEY": self.key,
            "XAPI_SECRET": self.secret,
        }


@contextlib.contextmanager
def served(*, durable: bool = False) -> Iterator[Served]:
    """The web processes of `make run` on a stack of their own. Raises `Problem` when they do not come up."""
    with throw_away(durable=durable) as here:
        port = ports.any_free()
        here.env["DJANGO_SETTINGS_MODULE"] = "elearning.settings.development"
        here.env["SITE_URL"] = f"http://{ports.HOST}:{port}"
        here.env["MEDIA_ROOT"] = str(here.data / "media")
        installation.collect_static(here.env)
        web = run.processes(here, port)[0]
        key, secret = _credential(here)
        here.services.append(web)
        web.start()
        yield Served(here, f"http://{ports.HOST}:{port}/xapi", key, secret)


def _credential(here: Stack) -> tuple[str, str]:
    made = subprocess.run(
        [
            *(str(PYTHON), "manage.py", "make_credential"),
            *("--label", "measuring", "--scope", "all"),
        ],
        cwd=PROJECT,
        env=here.env,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Problem(f"No credential could be made: {made.stderr.strip()[-300:]}")
    lines = dict(line.split(maxsplit=1) for line in made.stdout.splitlines())
    return lines["key"], lines["secret"]
