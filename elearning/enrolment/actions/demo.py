"""Gives the demo people their groups and paths, through the same actions as real people."""

from dataclasses import dataclass
from datetime import timedelta

from elearning.accounts.actions import demo
from elearning.accounts.models import Organisation, User
from elearning.core import clock
from elearning.enrolment.actions.cohorts import make_cohort, make_join_code
from elearning.enrolment.actions.enrolments import enrol_alone, join_with_code
from elearning.enrolment.models import Cohort, JoinCode
from elearning.enrolment.paths import PathInfo, all_paths


@dataclass(frozen=True)
class DemoRow:
    """One line of the printed table; `password` is None where the old one stays."""

    does: str
    name: str
    email: str
    password: str | None


@dataclass(frozen=True)
class DemoCode:
    """A code that is open now, for trying out."""

    cohort: str
    code: str


@dataclass(frozen=True)
class DemoClass:
    name: str
    organisation: str
    path_code: str
    lecturer: str
    student: str


CLASSES = (
    DemoClass("SW 1A", demo.HBO, "ll-a", "docent", "student"),
    DemoClass("SJD 2B", demo.MBO, "ll-b", "mbo-docent", "mbo-student"),
)
# Who takes which open path without a class.
ALONE = (("professional", "ll-c"), ("vrijwilliger", "ll-cv"))


def make_demo_people(
    *, new_passwords: bool = False
) -> tuple[list[DemoRow], list[DemoCode]]:
    """All demo people with their groups; the table of people and the open codes.

    Doing it again changes nothing, but with `new_passwords` everyone gets a new one. Groups are
    made for the paths that are published. Raises NotAllowed outside demo mode.
    """
    organisations = demo.make_demo_organisations()
    rows, users = [], {}
    for person in demo.PEOPLE:
        user, password = demo.make_demo_person(
            person=person,
            organisation=organisations.get(person.organisation),
            new_password=new_passwords,
        )
        users[person.box] = user
        rows.append(DemoRow(person.does, person.name, person.email, password))
    paths = {path.code.lower(): path for path in all_paths()}
    codes = [
        DemoCode(code.cohort.name, code.code)
        for wanted in CLASSES
        if (path := paths.get(wanted.path_code))
        and (code := _class(wanted, path, users, organisations[wanted.organisation]))
    ]
    for box, path_code in ALONE:
        if (path := paths.get(path_code)) and path.open_to_all:
            enrol_alone(by=users[box], path_key=path.key)
    return rows, codes


def _class(
    wanted: DemoClass,
    path: PathInfo,
    users: dict[str, User],
    organisation: Organisation,
) -> JoinCode | None:
    lecturer = users[wanted.lecturer]
    cohort = Cohort.objects.filter(organisation=organisation, name=wanted.name).first()
    if cohort is None:
        cohort = make_cohort(
            by=lecturer,
            organisation=organisation,
            programme=organisation.programmes.first(),
            path_key=path.key,
            name=wanted.name,
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=300),
        )
    if cohort.ends_on < clock.today():
        return None
    join_code = next((code for code in cohort.join_codes.all() if code.is_open), None)
    if join_code is None:
        last_day = min(clock.today() + timedelta(days=60), cohort.ends_on)
        join_code = make_join_code(by=lecturer, cohort=cohort, expires_on=last_day)
    join_with_code(by=users[wanted.student], code=join_code.code)
    return join_code
