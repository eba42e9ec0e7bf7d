"""The organisations, staff, groups and codes that the invented learners find."""

import datetime
from dataclasses import dataclass, field

from elearning.accounts.actions.demo import make_demo_organisations
from elearning.accounts.enums import OrganisationKind, Role
from elearning.accounts.models import (
    Membership,
    Organisation,
    Programme,
    Region,
    User,
)
from elearning.core import clock
from elearning.dashboard.simulation import names
from elearning.enrolment.actions import make_cohort, make_join_code
from elearning.enrolment.models import Cohort
from elearning.enrolment.paths import all_paths


@dataclass
class Group:
    """A cohort with its open code and the share of people that come into it."""

    cohort: Cohort
    code: str
    share: float
    is_class: bool


@dataclass
class Scene:
    groups: list[Group] = field(default_factory=list)
    coordinators: list[tuple[User, Organisation]] = field(default_factory=list)
    facilitator: User | None = None


class Setter:
    """Sets the scene of one run; everything it makes is marked as demo."""

    def __init__(self, *, seed: int, first_day: datetime.date, last_day: datetime.date):
        self.seed, self.first_day, self.last_day = seed, first_day, last_day
        # Tells the groups of one simulation from those of another.
        self.mark = f"{first_day.year}, {seed}" if seed else str(first_day.year)
        self.paths = {path.code.lower(): path for path in all_paths()}

    def scene(self) -> Scene:
        """Make it, at the project's clock."""
        organisations = make_demo_organisations()
        scene = Scene()
        for programme in names.PROGRAMMES:
            scene.groups += self._classes(*programme)
        for region, municipalities in zip(
            names.REGIONS, names.MUNICIPALITIES, strict=True
        ):
            for name, share in municipalities:
                self._municipality(scene, region, name, share)
        institute = next(
            o for o in organisations.values() if o.kind == OrganisationKind.KNOWLEDGE
        )
        scene.facilitator = self._staff(
            "begeleider", "Begeleider", institute, Role.NETWORK_FACILITATOR
        )
        return scene

    def _classes(
        self, organisation: str, level: str, name: str, path: str, share: int
    ) -> list[Group]:
        school = self._organisation(organisation, OrganisationKind.EDUCATION, None)
        programme, _made = Programme.objects.get_or_create(
            organisation=school, name=name, level=level
        )
        lecturer = self._staff(f"docent-{school.pk}", "Docent", school, Role.LECTURER)
        return [
            self._group(
                by=lecturer,
                organisation=school,
                programme=programme,
                path=path,
                name=f"{level} {path.upper()} {letter} {self.mark}",
                share=share / 2,
            )
            for letter in "12"
        ]

    def _municipality(
        self, scene: Scene, region: tuple[str, str], name: str, share: int
    ) -> None:
        code, title = region
        where, _made = Region.objects.get_or_create(code=code, defaults={"name": title})
        own = self._organisation(
            f"Gemeente {name} (demo)", OrganisationKind.MUNICIPALITY, where
        )
        coordinator = self._staff(
            f"coordinator-{own.pk}", "Coördinator", own, Role.COORDINATOR
        )
        scene.coordinators.append((coordinator, own))
        scene.groups.append(
            self._group(
                by=coordinator,
                organisation=own,
                programme=None,
                path=names.PROFESSIONALS_PATH,
                name=f"Collega's {name} {self.mark}",
                share=share,
            )
        )

    def _group(
        self,
        *,
        by: User,
        organisation: Organisation,
        programme: Programme | None,
        path: str,
        name: str,
        share: float,
    ) -> Group:
        cohort = make_cohort(
            by=by,
            organisation=organisation,
            programme=programme,
            path_key=self.paths[path].key,
            name=name,
            starts_on=clock.today(),
            ends_on=self.last_day + datetime.timedelta(days=200),
        )
        code = make_join_code(by=by, cohort=cohort, expires_on=cohort.ends_on)
        return Group(cohort, code.code, share, is_class=programme is not None)

    def _organisation(
        self, name: str, kind: OrganisationKind, region: Region | None
    ) -> Organisation:
        found, _made = Organisation.objects.get_or_create(
            name=name, is_demo=True, defaults={"kind": kind, "region": region}
        )
        return found

    def _staff(
        self, box: str, title: str, organisation: Organisation, role: Role
    ) -> User:
        """Somebody who cannot log in: the scene needs her as the one who acts."""
        number = sum(map(ord, box)) + self.seed
        name = names.FAMILY[number % len(names.FAMILY)]
        user = make_person(f"sim{self.seed}-{box}", f"{title} {name}")
        Membership.objects.get_or_create(
            user=user, organisation=organisation, role=role, ended_at=None
        )
        return user


def make_person(box: str, full_name: str) -> User:
    """An invented person without a password."""
    return User.objects.create_user(
        f"{box}@{names.MAIL_DOMAIN}",
        full_name=full_name,
        is_demo=True,
        date_joined=clock.now(),
    )
