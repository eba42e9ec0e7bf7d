"""Invented organisations and people. Only ever made in demo mode, on an embedded database."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from elearning.accounts.enums import EditorialRole, OrganisationKind, Role
from elearning.accounts.models import Membership, Organisation, Programme, Region, User
from elearning.accounts.passphrases import new_passphrase
from elearning.core.exceptions import NotAllowed

# RFC 2606: mail to .invalid can reach nobody.
DOMAIN = "demo.invalid"

REGION = ("demo-vechtdal", "Regio Vechtdal (demo)")


@dataclass(frozen=True)
class DemoOrganisation:
    """`programmes` are pairs of level and name."""

    name: str
    kind: OrganisationKind
    programmes: tuple[tuple[str, str], ...] = ()


HBO = "Hogeschool Waterkant (demo)"
MBO = "Mbo-college De Brug (demo)"
MUNICIPALITY = "Gemeente Lindenveen (demo)"
OTHER_MUNICIPALITY = "Gemeente Ooststede (demo)"
VOLUNTEERS = "Samen Rondkomen (demo)"
MIGRANTS = "Stichting Twee Talen (demo)"
INSTITUTE = "Kennisinstituut Kompas (demo)"

ORGANISATIONS = (
    DemoOrganisation(HBO, OrganisationKind.EDUCATION, (("hbo", "Social Work"),)),
    DemoOrganisation(
        MBO,
        OrganisationKind.EDUCATION,
        (("mbo", "Sociaal Juridische Dienstverlening"),),
    ),
    DemoOrganisation(MUNICIPALITY, OrganisationKind.MUNICIPALITY),
    DemoOrganisation(OTHER_MUNICIPALITY, OrganisationKind.MUNICIPALITY),
    DemoOrganisation(VOLUNTEERS, OrganisationKind.VOLUNTEERS),
    DemoOrganisation(MIGRANTS, OrganisationKind.MIGRANTS),
    DemoOrganisation(INSTITUTE, OrganisationKind.KNOWLEDGE),
)


@dataclass(frozen=True)
class DemoPerson:
    """`box` is the part of the address before the @; `does` is for the printed table."""

    box: str
    name: str
    does: str
    organisation: str = ""
    role: Role | None = None
    editorial: EditorialRole | None = None
    is_administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.box}@{DOMAIN}"


PEOPLE = (
    DemoPerson("student", "Noor Bakker", "student hbo"),
    DemoPerson("mbo-student", "Daan Visser", "student mbo"),
    DemoPerson("docent", "Anneke de Wit", "docent hbo", HBO, Role.LECTURER),
    DemoPerson("mbo-docent", "Karim Mulder", "docent mbo", MBO, Role.LECTURER),
    DemoPerson(
        "coordinator", "Joke Hendriks", "coördinator", MUNICIPALITY, Role.COORDINATOR
    ),
    DemoPerson(
        "netwerk",
        "Willem Post",
        "netwerkbegeleider",
        INSTITUTE,
        Role.NETWORK_FACILITATOR,
    ),
    DemoPerson(
        "professional", "Marit Dekker", "professional", MUNICIPALITY, Role.PARTICIPANT
    ),
    DemoPerson("vrijwilliger", "Henk Smit", "vrijwilliger"),
    DemoPerson(
        "sleutelpersoon", "Roza Vos", "sleutelpersoon", MIGRANTS, Role.PARTICIPANT
    ),
    DemoPerson("evaluator", "Sanne Kuiper", "evaluator", INSTITUTE, Role.EVALUATOR),
    DemoPerson("auteur", "Tom Jacobs", "auteur", editorial=EditorialRole.AUTHOR),
    DemoPerson(
        "eindredactie",
        "Iris van Dam",
        "eindredacteur",
        editorial=EditorialRole.CHIEF_EDITOR,
    ),
    DemoPerson("expert", "Peter Groen", "deskundige", editorial=EditorialRole.EXPERT),
    DemoPerson(
        "lezer1",
        "Samira Koning",
        "ervaringslezer",
        editorial=EditorialRole.LIVED_EXPERIENCE_READER,
    ),
    DemoPerson(
        "lezer2",
        "Youssef Prins",
        "ervaringslezer",
        editorial=EditorialRole.LIVED_EXPERIENCE_READER,
    ),
    DemoPerson(
        "jurist", "Els Brouwer", "juridisch lezer", editorial=EditorialRole.LEGAL_READER
    ),
    DemoPerson("beheer", "Rik Maas", "beheerder", is_administrator=True),
)


def check_demo() -> None:
    """Raise NotAllowed outside demo mode: invented people never stand among real ones."""
    if not settings.DEMO_MODE:
        raise NotAllowed(
            _("Demo people are only made in demo mode, on the embedded database.")
        )


@transaction.atomic
def make_demo_organisations() -> dict[str, Organisation]:
    """The demo organisations by name; those that exist stay as they are. Raises NotAllowed."""
    check_demo()
    code, name = REGION
    region, _made = Region.objects.get_or_create(code=code, defaults={"name": name})
    return {wanted.name: _organisation(wanted, region) for wanted in ORGANISATIONS}


def _organisation(wanted: DemoOrganisation, region: Region) -> Organisation:
    organisation, _made = Organisation.objects.get_or_create(
        name=wanted.name,
        is_demo=True,
        defaults={
            "kind": wanted.kind,
            "region": region if wanted.kind == OrganisationKind.MUNICIPALITY else None,
            "attention_officer": "Mevrouw De Boer (verzonnen), kamer 2.14",
            "confidential_adviser": "De heer Van Dijk (verzonnen), kamer 1.08",
        },
    )
    for level, name in wanted.programmes:
        Programme.objects.get_or_create(
            organisation=organisation, name=name, level=level
        )
    return organisation


@transaction.atomic
def make_demo_person(
    *, person: DemoPerson, organisation: Organisation | None, new_password: bool
) -> tuple[User, str | None]:
    """The person and the password made now, or None where the old one stays. Raises NotAllowed."""
    check_demo()
    user = User.objects.filter(email=person.email, is_demo=True).first()
    password = None
    if user is None or new_password:
        password = new_passphrase()
    if user is None:
        user = User.objects.create_user(
            person.email,
            password,
            full_name=person.name,
            is_demo=True,
            is_staff=person.is_administrator,
            is_superuser=person.is_administrator,
        )
    elif password is not None:
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    _give_roles(user, person, organisation)
    return user, password


def _give_roles(
    user: User, person: DemoPerson, organisation: Organisation | None
) -> None:
    if organisation is not None and person.role is not None:
        Membership.objects.get_or_create(
            user=user, organisation=organisation, role=person.role, ended_at=None
        )
    if person.editorial is not None:
        group, _made = Group.objects.get_or_create(name=person.editorial.value)
        user.groups.add(group)
