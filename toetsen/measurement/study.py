"""A study as data: what people are asked to agree to, word for word, per version."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "studies"


class Study(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A study of one version of one instrument; a change of its text is a new version.

    `situations` is the code of the test that it uses beside it, empty when it uses none.

    Whoever agreed, agreed to this version alone. `concept`: nobody has signed it off, so it is
    only offered in the demo (product rule 13).
    """

    code: str
    version: int
    title: str
    instrument: str
    instrument_version: int
    purpose: str
    gets: str
    never: str
    kept: str
    contact: str
    first_day: date
    last_day: date
    concept: bool = True
    situations: str = ""
    situations_version: int = 0

    def runs_on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@cache
def study(code: str, version: int) -> Study:
    """The study in `studies/<code>.v<version>.yaml`.

    Raises LookupError when there is none, ValueError when the file contradicts itself.
    """
    file = FOLDER / f"{code}.v{version}.yaml"
    if not file.is_file():
        raise LookupError(f"no study {code} version {version}")
    found = msgspec.yaml.decode(file.read_bytes(), type=Study)
    if (found.code, found.version) != (code, version):
        raise ValueError(f"{file.name}: code and version are not those of its name")
    if found.last_day < found.first_day:
        raise ValueError(f"{file.name}: ends before it begins")
    return found


@cache
def studies() -> tuple[Study, ...]:
    """Every version of every study, newest version first."""
    names = [file.stem.rpartition(".v") for file in FOLDER.glob("*.yaml")]
    found = [study(code, int(version)) for code, _, version in names]
    return tuple(sorted(found, key=lambda one: (one.code, -one.version)))


def newest_ones() -> list[Study]:
    """The newest version of each study."""
    return [newest(code) for code in dict.fromkeys(one.code for one in studies())]


def newest(code: str) -> Study:
    """The newest version of a study. Raises LookupError when there is none."""
    for one in studies():
        if one.code == code:
            return one
    raise LookupError(f"no study {code}")
