"""Closing a month: once, in order, and never again (architecture, 7b)."""

import datetime
import uuid
from zoneinfo import ZoneInfo

import pytest

from elearning.core import clock
from elearning.core.exceptions import DomainError
from elearning.dashboard.actions import close_due_periods, close_period
from elearning.dashboard.enums import CellState, Figure, ItemKind
from elearning.dashboard.models import ClosedPeriod, FrozenCell
from tests.factories.accounts import OrganisationFactory, RegionFactory
from tests.factories.dashboard import LearnerItemFactory
from tests.factories.modules import (
    LessonPageFactory,
    ModulePageFactory,
    PathPageFactory,
)

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Europe/Amsterdam")
MARCH, APRIL = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)
SECOND_OF_APRIL = datetime.datetime(2026, 4, 2, 3, 40, tzinfo=HERE)
SECOND_OF_MAY = datetime.datetime(2026, 5, 2, 3, 40, tzinfo=HERE)


@pytest.fixture
def noord():
    return RegionFactory(code="noord")


@pytest.fixture
def path():
    module = ModulePageFactory(code="m05")
    LessonPageFactory(parent=module)
    return PathPageFactory(code="ll-a", modules=[module])


def municipality(region):
    return OrganisationFactory(municipality=True, region=region)


def people(organisation, number, *, module_done=0, month=MARCH):
    for index in range(number):
        actor = uuid.uuid4()
        LearnerItemFactory(actor=actor, tenant=organisation.uuid, first_month=month)
        if index < module_done:
            LearnerItemFactory(
                actor=actor,
                tenant=organisation.uuid,
                kind=ItemKind.MODULE,
                code="m05",
                activity_id=2,
                first_month=month,
                done_month=month,
            )


def close(month=MARCH, at=SECOND_OF_APRIL):
    with clock.at(at):
        return close_period(month=month)


def cell(figure, month=MARCH, **place):
    where = {"subject": "", "path": "", "region": "", "organisation": None, **place}
    return FrozenCell.objects.get(figure=figure, period__month=month, **where)


def own(organisation, figure=Figure.PARTICIPANTS, month=MARCH):
    region = organisation.region.code
    return cell(
        figure, month, path="ll-a", region=region, organisation=organisation.uuid
    )


def test_figures_are_rounded_and_a_group_of_nine_is_hidden(noord, path):
    places = [municipality(noord) for _ in range(4)]
    for place, number in zip(places, (9, 41, 42, 43), strict=True):
        people(place, number)

    close()

    assert own(places[0]).state == CellState.HIDDEN
    assert own(places[0]).base is None
    shown = cell(Figure.PARTICIPANTS, path="ll-a", region="noord")
    assert (shown.state, shown.base) == (CellState.SHOWN, 135)
    # Two neighbours are hidden with it, so that who knows one of them still cannot subtract.
    assert [own(place).state for place in places[1:]] == ["hidden", "hidden", "shown"]


def test_module_is_counted_per_region(noord, path):
    people(municipality(noord), 55, module_done=34)

    close()

    found = cell(Figure.MODULE_FINISHED, subject="m05", path="ll-a", region="noord")
    assert (found.base, found.count, found.as_of) == (55, 35, MARCH)


def test_all_and_nobody_are_hidden(noord, path):
    people(municipality(noord), 30, module_done=30)

    close()

    found = cell(Figure.MODULE_FINISHED, subject="m05", path="ll-a", region="noord")
    assert found.state == CellState.HIDDEN


def test_later_statements_of_a_closed_month_change_nothing_in_it(noord, path):
    place = municipality(noord)
    people(place, 40)
    close()
    before = list(FrozenCell.objects.order_by("pk").values())

    people(place, 30)
    close()

    assert list(FrozenCell.objects.order_by("pk").values()) == before
    assert ClosedPeriod.objects.count() == 1


def test_figure_that_changed_for_a_few_people_stays_with_its_own_month(noord, path):
    place = municipality(noord)
    people(place, 40)
    close()
    people(place, 3, month=APRIL)

    close(APRIL, SECOND_OF_MAY)

    found = own(place, month=APRIL)
    assert (found.state, found.base, found.as_of) == (CellState.KEPT, 40, MARCH)


def test_figure_that_changed_for_ten_people_is_renewed(noord, path):
    place = municipality(noord)
    people(place, 40)
    close()
    people(place, 10, month=APRIL)

    close(APRIL, SECOND_OF_MAY)

    found = own(place, month=APRIL)
    assert (found.state, found.base, found.as_of) == (CellState.SHOWN, 50, APRIL)


def test_month_that_is_not_over_cannot_be_closed(noord):
    with (
        clock.at(datetime.datetime(2026, 3, 31, 23, tzinfo=HERE)),
        pytest.raises(DomainError),
    ):
        close_period(month=MARCH)


def test_months_are_closed_in_their_order(noord):
    close()

    with pytest.raises(DomainError):
        close(datetime.date(2026, 5, 1), datetime.datetime(2026, 6, 2, 3, tzinfo=HERE))


def test_every_month_that_is_over_is_closed_once(noord, path):
    people(municipality(noord), 40)

    with clock.at(SECOND_OF_MAY):
        assert [p.month for p in close_due_periods()] == [MARCH, APRIL]
        assert close_due_periods() == []


def test_who_moves_to_another_organisation_counts_once(noord, path):
    old, new = municipality(noord), municipality(noord)
    people(old, 30)
    for item in list(
        LearnerItemFactory._meta.model.objects.filter(tenant=old.uuid)[:15]
    ):
        LearnerItemFactory(actor=item.actor, tenant=new.uuid, first_month=MARCH)

    close()

    assert cell(Figure.PARTICIPANTS).base == 30
    assert (own(old).base, own(new).base) == (15, 15)
