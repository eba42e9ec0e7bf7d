"""The shapes of a statement and its parts (xAPI Data 2.4; 2.0: 4.2). Unknown keys are refused."""

from typing import Generic, Literal, TypeVar

from msgspec import UNSET, Struct, UnsetType

from elearning.xapi.validation.words import (
    Duration,
    Extensions,
    Iri,
    Language,
    LanguageMap,
    Mailbox,
    MediaType,
    Sha1,
    Sha2,
    Timestamp,
    Uuid,
)


class Shape(Struct, forbid_unknown_fields=True, kw_only=True, gc=False):
    """What all parts have: nothing that the specification does not name."""


class Account(Shape, kw_only=True):
    homePage: Iri  # noqa: N815  # the specification's names
    name: str


class Agent(Shape, kw_only=True):
    objectType: Literal["Agent"] | UnsetType = UNSET  # noqa: N815
    name: str | UnsetType = UNSET
    mbox: Mailbox | UnsetType = UNSET
    mbox_sha1sum: Sha1 | UnsetType = UNSET
    openid: Iri | UnsetType = UNSET
    account: Account | UnsetType = UNSET


class Party(Shape, kw_only=True):
    """An Agent or a Group (Data 2.4.2)."""

    objectType: Literal["Agent", "Group"] = "Agent"  # noqa: N815
    name: str | UnsetType = UNSET
    mbox: Mailbox | UnsetType = UNSET
    mbox_sha1sum: Sha1 | UnsetType = UNSET
    openid: Iri | UnsetType = UNSET
    account: Account | UnsetType = UNSET
    member: list[Agent] | UnsetType = UNSET


class Verb(Shape, kw_only=True):
    id: Iri
    display: LanguageMap | UnsetType = UNSET


class Component(Shape, kw_only=True):
    id: str
    description: LanguageMap | UnsetType = UNSET


Interaction = Literal[
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
]


class Definition(Shape, kw_only=True):
    name: LanguageMap | UnsetType = UNSET
    description: LanguageMap | UnsetType = UNSET
    type: Iri | UnsetType = UNSET
    moreInfo: Iri | UnsetType = UNSET  # noqa: N815
    extensions: Extensions | UnsetType = UNSET
    interactionType: Interaction | UnsetType = UNSET  # noqa: N815
    correctResponsesPattern: list[str] | UnsetType = UNSET  # noqa: N815
    choices: list[Component] | UnsetType = UNSET
    scale: list[Component] | UnsetType = UNSET
    source: list[Component] | UnsetType = UNSET
    target: list[Component] | UnsetType = UNSET
    steps: list[Component] | UnsetType = UNSET


class Activity(Shape, kw_only=True):
    objectType: Literal["Activity"] | UnsetType = UNSET  # noqa: N815
    id: Iri
    definition: Definition | UnsetType = UNSET


class StatementRef(Shape, kw_only=True):
    objectType: Literal["StatementRef"]  # noqa: N815
    id: Uuid


class Score(Shape, kw_only=True):
    scaled: float | UnsetType = UNSET
    raw: float | UnsetType = UNSET
    min: float | UnsetType = UNSET
    max: float | UnsetType = UNSET


class Result(Shape, kw_only=True):
    score: Score | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    completion: bool | UnsetType = UNSET
    response: str | UnsetType = UNSET
    duration: Duration | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET


Activities = list[Activity] | Activity


class ContextActivities(Shape, kw_only=True):
    parent: Activities | UnsetType = UNSET
    grouping: Activities | UnsetType = UNSET
    category: Activities | UnsetType = UNSET
    other: Activities | UnsetType = UNSET


class Context(Shape, kw_only=True):
    registration: Uuid | UnsetType = UNSET
    instructor: Party | UnsetType = UNSET
    team: Party | UnsetType = UNSET
    contextActivities: ContextActivities | UnsetType = UNSET  # noqa: N815
    revision: str | UnsetType = UNSET
    platform: str | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    statement: StatementRef | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET


class ContextAgent(Shape, kw_only=True):
    objectType: Literal["contextAgent"]  # noqa: N815
    agent: Agent
    relevantTypes: list[Iri] | UnsetType = UNSET  # noqa: N815


class ContextGroup(Shape, kw_only=True):
    objectType: Literal["contextGroup"]  # noqa: N815
    group: Party
    relevantTypes: list[Iri] | UnsetType = UNSET  # noqa: N815


class Context2(Context, kw_only=True):
    """What 2.0 adds (4.2.2.5)."""

    contextAgents: list[ContextAgent] | UnsetType = UNSET  # noqa: N815
    contextGroups: list[ContextGroup] | UnsetType = UNSET  # noqa: N815


class Attachment(Shape, kw_only=True):
    usageType: Iri  # noqa: N815
    display: LanguageMap
    description: LanguageMap | UnsetType = UNSET
    contentType: MediaType  # noqa: N815
    length: int
    sha2: Sha2
    fileUrl: Iri | UnsetType = UNSET  # noqa: N815


Object = TypeVar("Object")
ContextKind = TypeVar("ContextKind")


class Said(Shape, Generic[Object, ContextKind], kw_only=True):
    """What a Statement and a SubStatement share."""

    actor: Party
    verb: Verb
    object: Object
    result: Result | UnsetType = UNSET
    context: ContextKind | UnsetType = UNSET
    timestamp: Timestamp | UnsetType = UNSET
    attachments: list[Attachment] | UnsetType = UNSET


class Statement(Said[Object, ContextKind], Generic[Object, ContextKind], kw_only=True):
    id: Uuid | UnsetType = UNSET
    stored: Timestamp | UnsetType = UNSET
    authority: Party | UnsetType = UNSET
    version: str | UnsetType = UNSET


class SubStatement(
    Said[Object, ContextKind], Generic[Object, ContextKind], kw_only=True
):
    objectType: Literal["SubStatement"]  # noqa: N815
