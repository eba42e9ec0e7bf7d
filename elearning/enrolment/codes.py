"""The codes that people type over: of a group, and of a certificate."""

import secrets

from django.db.models import Model

# No vowels, so no words; no 0, 1, 2, 5 or letters that are read as them. 24**8 is over 10**11.
ALPHABET = "BCDFGHJKMNPQRTVWXZ346789"


def normal_code(text: str) -> str:
    """A code as it is stored, whatever spaces, hyphens or small letters somebody typed."""
    return "".join(text.split()).replace("-", "").upper()


def free_code(model: type[Model], length: int) -> str:
    """A new code of `length` characters that no row of `model` has in its field `code`."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _i in range(length))
        if not model._default_manager.filter(code=code).exists():
            return code
