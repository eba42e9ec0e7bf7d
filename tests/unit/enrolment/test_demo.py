"""The demo people: for a demo only, the same again, with passwords of their own."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from elearning.accounts.actions import demo
from elearning.accounts.enums import EditorialRole, Role
from elearning.accounts.models import Membership, Organisation, User
from elearning.enrolment.actions.demo import make_demo_people
from elearning.enrolment.models import Cohort, Enrolment, JoinCode
from tests.factories.accounts import UserFactory
from tests.factories.paths import make_path, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def paths():
    with published(
        make_path(code="ll-a", concept=True),
        make_path(code="ll-b", concept=True),
        make_path(code="ll-c", concept=True, open_to_all=True),
        make_path(code="ll-cv", concept=True, open_to_all=True),
    ) as found:
        yield found


def test_make_demo_people_outside_a_demo_makes_nobody(settings):
    settings.DEMO_MODE = False

    with pytest.raises(CommandError):
        call_command("make_demo_people")

    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_make_demo_people_covers_every_role(paths):
    make_demo_people()

    roles = set(Membership.objects.values_list("role", flat=True))
    assert roles == set(Role.values) - {Role.PRACTICE_SUPERVISOR}
    groups = {group.name: group.user_set.count() for group in Group.objects.all()}
    expected = dict.fromkeys(EditorialRole.values, 1)
    assert {name: groups[name] for name in expected} == {
        **expected,
        EditorialRole.LIVED_EXPERIENCE_READER: 2,
    }
    assert User.objects.filter(is_demo=False).count() == 0
    assert Enrolment.objects.count() == 4
    assert Cohort.objects.filter(is_demo=True).count() == 2


def test_make_demo_people_twice_changes_nothing(paths):
    rows, codes = make_demo_people()
    before = dict(User.objects.values_list("email", "password"))

    again, codes_again = make_demo_people()

    assert all(row.password for row in rows)
    assert not any(row.password for row in again)
    assert dict(User.objects.values_list("email", "password")) == before
    assert codes_again == codes
    assert JoinCode.objects.count() == 2


def test_make_demo_people_with_new_passwords_gives_ones_that_work(paths, capsys):
    make_demo_people()

    call_command("make_demo_people", new_passwords=True)

    out = capsys.readouterr().out
    line = next(line for line in out.splitlines() if "docent@demo.invalid" in line)
    password = line.split()[-1]
    assert User.objects.get(email="docent@demo.invalid").check_password(password)
    assert password.count("-") == 4


def test_make_demo_people_without_curriculum_makes_no_groups():
    with published():
        rows, codes = make_demo_people()

    assert len(rows) == len(demo.PEOPLE)
    assert codes == []


def test_make_demo_people_leaves_a_real_person_with_such_an_address_alone():
    """Demo people have addresses where nobody lives; a real one is never taken over."""
    real = UserFactory(email="iemand@voorbeeld.example")

    with published():
        make_demo_people(new_passwords=True)

    real.refresh_from_db()
    assert not real.is_demo
    assert real.check_password("vier-kalme-woorden-42")
