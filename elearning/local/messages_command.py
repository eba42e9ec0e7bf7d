"""`make messages`: the part of it that runs before the virtual environment is there."""

from elearning.local import commands, installation
from elearning.local.places import PYTHON


def update() -> int:
    installation.set_up("dev")
    return commands.wait_for([PYTHON, "-m", "elearning.local.messages", "update"])
