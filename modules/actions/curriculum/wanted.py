"""A page as the files want it, and what its blocks may refer to."""

from dataclasses import dataclass

from wagtail.models import Page

from elearning.knowledge.models import Fact, GlossaryTerm, HelpContact, Source
from modules.actions.curriculum.files import Data
from toetsen.models import Question

OWNER = "redactie"
RECORDS = {
    "fact": (Fact, "code"),
    "source": (Source, "code"),
    "term": (GlossaryTerm, "slug"),
    "contact": (HelpContact, "code"),
    "question": (Question, "code"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page as the files want it. `source` is its name in the files and never changes."""

    source: str
    model: type[Page]
    parent: Page
    slug: str
    fields: Data
    # What a page has beside fields: goals of a module, modules of a path; by name, as fields are.
    related: Data
