"""Facts and sources for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from elearning.knowledge.enums import RecordKind
from elearning.knowledge.models import Fact, HelpContact, LearningGoal, Source


class RecordFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        expired = factory.Trait(review_by=date(2020, 1, 1))

    kind = RecordKind.STATEMENT
    owner = "redactie"
    checked_on = date(2026, 1, 1)
    review_by = date(2099, 1, 1)


class SourceFactory(RecordFactory):
    class Meta:
        model = Source

    code = factory.Sequence(lambda n: f"P-{n + 900}")
    title = factory.Sequence(lambda n: f"Bron {n}")
    publisher = "Een instituut"
    published = "2024"
    summary = "Wat er staat."
    licence = "citeren met bronvermelding"


class FactFactory(RecordFactory):
    class Meta:
        model = Fact

    code = factory.Sequence(lambda n: f"F-{n + 900}")
    text = "Een feit."
    period = "2024"
    place = "r1"


class HelpContactFactory(RecordFactory):
    class Meta:
        model = HelpContact

    code = factory.Sequence(lambda n: f"hulp-{n}")
    kind = RecordKind.CONTACT
    name = "Een hulplijn"
    purpose = "Voor een gesprek"


class LearningGoalFactory(DjangoModelFactory):
    class Meta:
        model = LearningGoal
        django_get_or_create = ("code",)

    code = "M01.1"
    module_code = "m01"
    text = "beschrijft het doel"
    bloom = "begrijpen"
