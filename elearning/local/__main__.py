"""`python3 elearning/local COMMAND`; started as a folder, so the project has to be put in sight."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent.parent)] + [
    entry for entry in sys.path if Path(entry or ".").resolve() != HERE
]

if sys.version_info < (3, 11):  # noqa: UP036  this line is for whoever has an older one
    sys.exit(
        "This project needs Python 3.11 or newer; this is "
        + ".".join(map(str, sys.version_info[:2]))
        + ". Install it, or name it: make run PYTHON=python3.12"
    )

from elearning.local.cli import main  # noqa: E402  the path comes first

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
