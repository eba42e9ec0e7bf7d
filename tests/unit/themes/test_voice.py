"""The product speaks with one voice: texts of Django say 'je' as ours do."""

import re

import pytest
from django.utils.translation import gettext

from themes.voice import OF_DJANGO

POLITE = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)


@pytest.mark.parametrize("text", OF_DJANGO, ids=range(len(OF_DJANGO)))
def test_text_of_django_says_je(text):
    dutch = gettext(text) if isinstance(text, str) else str(text % {"min_length": 12})

    assert "assword" not in dutch
    assert not POLITE.search(dutch)
