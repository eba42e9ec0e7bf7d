"""Who sees which screen, and what must not stand there."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse

from elearning.dashboard.enums import CellState, Figure
from elearning.enrolment.enums import ItemKind
from tests.factories.accounts import (
    MembershipFactory,
    OrganisationFactory,
    RegionFactory,
    UserFactory,
)
from tests.factories.cast import make_cast
from tests.factories.dashboard import ClosedPeriodFactory, FrozenCellFactory
from tests.factories.enrolment import EnrolmentFactory, ProgressFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db

AUGUST, OCTOBER = datetime.date(2026, 8, 1), datetime.date(2026, 10, 1)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def path():
    module = ModulePageFactory(code="m05", neutral_title="Stappen", sensitive=True)
    LessonPageFactory(parent=module)
    elective = ModulePageFactory(code="m09", neutral_title="Verdieping", sensitive=True)
    LessonPageFactory(parent=elective)
    return PathPageFactory(code="ll-a", modules=[module], electives=[elective])


@pytest.fixture
def cast(path):
    return make_cast(path_key=path.key)


def cohort_page(client, user, cohort):
    client.force_login(user)
    return client.get(reverse("dashboard:cohort", args=[cohort.uuid]))


# --- The lecturer -----------------------------------------------------------------------------
def test_lecturer_sees_own_cohort_by_name_with_its_state(client, cast, path):
    module = path.path_modules.first().module
    ProgressFactory(
        enrolment=cast.enrolment, key=module.key, kind=ItemKind.MODULE, done=True
    )

    page = text_of(cohort_page(client, cast.anna, cast.cohort))

    assert "Bram Jansen" in page
    assert "1 deelnemer: 0 niet begonnen, 1 bezig, 0 klaar." in page
    assert "M05 Stappen: 0 niet begonnen, 0 bezig, 1 klaar" in page
    assert "/als-een-student-iets-vertelt/" in page


def test_lecturer_of_another_organisation_sees_nothing(client, cast):
    assert cohort_page(client, cast.carla, cast.cohort).status_code == 404


def test_participant_sees_no_dashboard(client, cast):
    assert cohort_page(client, cast.bram, cast.cohort).status_code == 404
    assert client.get(reverse("dashboard:home")).status_code == 404


def test_coordinator_sees_no_names(client, cast):
    coordinator = UserFactory()
    MembershipFactory(
        user=coordinator, organisation=cast.organisation, coordinator=True
    )

    assert cohort_page(client, coordinator, cast.cohort).status_code == 404


def test_sensitive_elective_is_a_hidden_count_and_never_a_name(client, cast, path):
    elective = path.path_modules.last().module
    ProgressFactory(
        enrolment=cast.enrolment, key=elective.key, kind=ItemKind.MODULE, done=True
    )

    page = text_of(cohort_page(client, cast.anna, cast.cohort))

    # Bram did nothing else: what he chose must not make him busy either.
    assert "1 deelnemer: 1 niet begonnen, 0 bezig, 0 klaar." in page
    assert "M09" not in page
    assert "Verdieping" in page
    assert "verborgen" in page


@pytest.mark.parametrize("people", [1, 3])
def test_cohort_page_takes_the_same_queries_for_one_and_for_three(
    client, cast, path, people, django_assert_num_queries
):
    for _ in range(people - 1):
        enrolment = EnrolmentFactory(in_cohort=True, cohort=cast.cohort)
        ProgressFactory(enrolment=enrolment, key=path.path_modules.first().module.key)
    client.force_login(cast.anna)
    address = reverse("dashboard:cohort", args=[cast.cohort.uuid])
    client.get(address)

    with django_assert_num_queries(COHORT_QUERIES):
        client.get(address)


COHORT_QUERIES = 12


# --- The coordinator --------------------------------------------------------------------------
@pytest.fixture
def municipality():
    return OrganisationFactory(
        municipality=True, region=RegionFactory(code="noord", name="Regio Noord")
    )


@pytest.fixture
def neighbour(municipality):
    return OrganisationFactory(municipality=True, region=municipality.region)


@pytest.fixture
def coordinator(municipality):
    user = UserFactory()
    MembershipFactory(user=user, organisation=municipality, coordinator=True)
    return user


def organisation_page(client, user, organisation, **query):
    client.force_login(user)
    return client.get(
        reverse("dashboard:organisation", args=[organisation.uuid]), query
    )


def frozen(figure, subject="", *, base, count=None, period=None, **place):
    return FrozenCellFactory(
        period=period or ClosedPeriodFactory(month=OCTOBER),
        figure=figure,
        subject=subject,
        base=base,
        count=count,
        **place,
    )


def test_coordinator_reads_rounded_figures_in_a_sentence(
    client, coordinator, municipality, path
):
    frozen(
        Figure.MODULE_FINISHED, "m05", path="ll-a", region="noord", base=55, count=35
    )

    page = text_of(organisation_page(client, coordinator, municipality))

    assert (
        "Ongeveer 35 van de 55 deelnemers hebben M05 Stappen afgerond, stand eind oktober 2026."
        in page
    )


def test_hidden_figure_is_said_where_it_would_have_stood(
    client, coordinator, municipality, path
):
    frozen(Figure.PARTICIPANTS, path="ll-a", base=55)
    FrozenCellFactory(
        period=ClosedPeriodFactory(month=OCTOBER),
        path="ll-a",
        region="noord",
        organisation=municipality.uuid,
        hidden=True,
    )

    page = text_of(organisation_page(client, coordinator, municipality))

    assert "verborgen, om mensen te beschermen" in page
    assert "Deze groepen zijn nog te klein om er iets over te laten zien." in page


def test_hidden_questions_about_safety_are_counted_and_not_named(
    client, coordinator, municipality, path
):
    frozen(Figure.QUESTION_MISSED, "vraag-1", path="ll-a", base=50, count=20)
    for code in ("vraag-2", "vraag-3"):
        FrozenCellFactory(
            period=ClosedPeriodFactory(month=OCTOBER),
            figure=Figure.QUESTION_MISSED,
            subject=code,
            path="ll-a",
            hidden=True,
        )

    page = text_of(organisation_page(client, coordinator, municipality))

    assert "Ongeveer 20 van de 50 deelnemers die de toets maakten" in page
    assert re.search(r"2 andere vragen\s*(<[^>]+>\s*)*verborgen, om", page)
    assert "vraag-2" not in page


def test_kept_figure_says_from_which_month_it_is(
    client, coordinator, municipality, path
):
    place = {"path": "ll-a", "region": "noord", "organisation": municipality.uuid}
    FrozenCellFactory(
        period=ClosedPeriodFactory(month=OCTOBER),
        **place,
        state=CellState.KEPT,
        base=45,
        as_of=AUGUST,
        exact=None,
    )

    page = text_of(organisation_page(client, coordinator, municipality))

    assert "stand eind augustus 2026" in page


def test_figures_of_a_neighbour_are_never_on_the_page(
    client, coordinator, municipality, neighbour, path
):
    frozen(
        Figure.PARTICIPANTS,
        path="ll-a",
        region="noord",
        organisation=municipality.uuid,
        base=45,
    )
    frozen(
        Figure.PARTICIPANTS,
        path="ll-a",
        region="noord",
        organisation=neighbour.uuid,
        base=7775,
    )
    frozen(
        Figure.MODULE_FINISHED, "m05", path="ll-a", region="zuid", base=8885, count=25
    )

    page = text_of(organisation_page(client, coordinator, municipality))

    assert "45" in page
    assert "7775" not in page
    assert "8885" not in page


def test_another_id_in_the_address_gives_nothing(
    client, coordinator, neighbour, municipality
):
    ClosedPeriodFactory()

    assert organisation_page(client, coordinator, neighbour).status_code == 404
    unknown = reverse("dashboard:organisation", args=[uuid.uuid4()])
    assert client.get(unknown).status_code == 404
    assert (
        organisation_page(
            client, coordinator, municipality, periode="2031-01"
        ).status_code
        == 404
    )


def test_lecturer_sees_no_coordinator_page(client, cast):
    ClosedPeriodFactory()

    assert organisation_page(client, cast.anna, cast.organisation).status_code == 404


def test_exact_figures_are_nowhere_on_the_page(client, coordinator, municipality, path):
    cell = frozen(
        Figure.PARTICIPANTS,
        path="ll-a",
        region="noord",
        organisation=municipality.uuid,
        base=45,
    )
    cell.exact = [4733, None]
    cell.save()

    page = text_of(organisation_page(client, coordinator, municipality))

    assert "4733" not in page


def test_page_says_what_the_platform_cannot_know(client, coordinator, municipality):
    ClosedPeriodFactory()

    page = text_of(organisation_page(client, coordinator, municipality))

    assert "Wat deze pagina niet kan weten" in page


def test_before_a_month_is_closed_the_page_says_when_it_will_be(
    client, coordinator, municipality
):
    page = text_of(organisation_page(client, coordinator, municipality))

    assert "Er is nog geen maand afgesloten" in page


@pytest.mark.parametrize("modules", [1, 3])
def test_organisation_page_takes_the_same_queries_for_one_and_three_figures(
    client, coordinator, municipality, path, modules, django_assert_max_num_queries
):
    period = ClosedPeriodFactory(month=OCTOBER)
    for number in range(modules):
        frozen(
            Figure.MODULE_FINISHED,
            f"m0{number}",
            period=period,
            path="ll-a",
            region="noord",
            base=55,
            count=35,
        )
    client.force_login(coordinator)
    address = reverse("dashboard:organisation", args=[municipality.uuid])
    client.get(address)

    with django_assert_max_num_queries(ORGANISATION_QUERIES) as asked:
        client.get(address)

    assert len(asked) == ORGANISATION_QUERIES


ORGANISATION_QUERIES = 15


# --- Running it --------------------------------------------------------------------------------
def test_lag_is_for_administrators(client, coordinator):
    address = reverse("dashboard:lag")
    client.force_login(coordinator)
    assert client.get(address).status_code == 404

    client.force_login(UserFactory(superuser=True))

    assert "Verklaringen in de tellingen" in text_of(client.get(address))


def test_visitor_is_sent_to_log_in(client):
    response = client.get(reverse("dashboard:home"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
