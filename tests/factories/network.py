"""Members, activities, sign-ups and case forms for tests."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from elearning.core import clock
from elearning.network.enums import (
    ActivityState,
    CaseFormState,
    CaseSetting,
    MemberKind,
    MemberState,
    SignUpState,
)
from elearning.network.models import (
    Activity,
    ActivityRole,
    ActivityType,
    AgendaItem,
    Agreement,
    Attendance,
    CaseForm,
    NetworkMember,
    SignUp,
)
from tests.factories.accounts import OrganisationFactory, UserFactory


class NetworkMemberFactory(DjangoModelFactory):
    """An accepted member; the traits are the other states."""

    class Meta:
        model = NetworkMember

    class Params:
        asked = factory.Trait(state=MemberState.ASKED, decided_at=None)
        declined = factory.Trait(state=MemberState.DECLINED)
        left = factory.Trait(
            state=MemberState.LEFT, left_at=factory.LazyFunction(clock.now)
        )

    user = factory.SubFactory(UserFactory)
    kind = MemberKind.PROFESSIONAL
    state = MemberState.ACCEPTED
    decided_at = factory.LazyFunction(clock.now)


class ActivityTypeFactory(DjangoModelFactory):
    """A plain type; `counted` keeps a number and no names, `cases` takes case forms."""

    class Meta:
        model = ActivityType
        django_get_or_create = ("code",)

    class Params:
        counted = factory.Trait(
            code="themabijeenkomst", name="Themabijeenkomst", names_attendance=False
        )
        cases = factory.Trait(
            code="casuistiekoverleg", name="Casuïstiekoverleg", takes_case_forms=True
        )

    code = "kenniskring"
    name = "Kenniskring"
    goal = "Een vaste groep leert van elkaar."
    minutes = 120
    roles = factory.LazyFunction(
        lambda: [
            {"name": "Kringleider", "is_key_person": False},
            {"name": "Inbrenger", "is_key_person": True},
        ]
    )
    agenda = factory.LazyFunction(
        lambda: [
            {"item": "Ronde", "minutes": 45, "is_break": False},
            {"item": "Pauze", "minutes": 15, "is_break": True},
            {"item": "Onderzoek", "minutes": 60, "is_break": False},
        ]
    )
    fields = factory.LazyFunction(
        lambda: [
            {
                "code": "leervraag",
                "name": "Leervraag",
                "kind": "text",
                "max": 300,
                "options": [],
            }
        ]
    )


class ActivityFactory(DjangoModelFactory):
    """Planned for next week, 19:00 to 21:00 or so; without an agenda or roles of its own."""

    class Meta:
        model = Activity

    class Params:
        begun = factory.Trait(
            starts_at=factory.LazyFunction(lambda: clock.now() - timedelta(minutes=30))
        )
        over = factory.Trait(
            starts_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=3))
        )
        held = factory.Trait(
            starts_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=3)),
            state=ActivityState.HELD,
        )
        cancelled = factory.Trait(state=ActivityState.CANCELLED)

    type = factory.SubFactory(ActivityTypeFactory)
    title = factory.Sequence(lambda n: f"Bijeenkomst {n}")
    goal = "Van elkaar leren."
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    organiser_role = "Coördinator"
    starts_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda it: it.starts_at + timedelta(hours=2))
    place = "Buurthuis De Linde"
    names_until = factory.LazyFunction(lambda: clock.today() + timedelta(days=365))


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    activity = factory.SubFactory(ActivityFactory)
    position = factory.Sequence(lambda n: n)
    item = "Ronde"
    minutes = 30


class ActivityRoleFactory(DjangoModelFactory):
    class Meta:
        model = ActivityRole

    activity = factory.SubFactory(ActivityFactory)
    name = "Kringleider"


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    class Params:
        closed = factory.Trait(closed_at=factory.LazyFunction(clock.now))
        overdue = factory.Trait(
            due_on=factory.LazyFunction(lambda: clock.today() - timedelta(days=1))
        )

    activity = factory.SubFactory(ActivityFactory, held=True)
    what = "Mondeling terugkoppelen"
    role = "Gemeente"
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=14))


class SignUpFactory(DjangoModelFactory):
    """Somebody with a place; `waiting` is in the queue."""

    class Meta:
        model = SignUp

    class Params:
        waiting = factory.Trait(state=SignUpState.WAITING)

    activity = factory.SubFactory(ActivityFactory)
    user = factory.SubFactory(UserFactory)
    state = SignUpState.GOING


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    activity = factory.SubFactory(ActivityFactory, held=True)
    user = factory.SubFactory(UserFactory)
    minutes = 105


class CaseFormFactory(DjangoModelFactory):
    """Waits for the second reader; `visible` has been read."""

    class Meta:
        model = CaseForm

    class Params:
        visible = factory.Trait(
            state=CaseFormState.VISIBLE,
            read_by=factory.SubFactory(UserFactory),
            read_at=factory.LazyFunction(clock.now),
        )
        returned = factory.Trait(state=CaseFormState.RETURNED, unmet_rules=[2, 5])

    activity = factory.SubFactory(
        ActivityFactory, type=factory.SubFactory(ActivityTypeFactory, cases=True)
    )
    author = factory.SubFactory(UserFactory)
    dilemma = "Mag ik de brief naar het huisadres sturen?"
    setting = CaseSetting.PHONE
    author_role = "Consulent"
    situation = "Iemand van 18-25 wil niet dat de post thuiskomt."
    what_i_did = "Ik heb gevraagd waar de post veilig is."
    question = "Wat had ik eerder kunnen vragen?"
