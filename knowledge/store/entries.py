"""What the knowledge base holds: one model for every kind of entry.

::

    Entry                                  id, names, summaries, links, sources: what every entry has
    ├── Programme                          a funding programme, competition, label or support measure
    ├── Concept                            a term or a question that people ask, explained
    └── Located                            has a seat
        ├── Alliance
        │   ├── Cluster                    a regional innovation cluster or its management organisation
        │   └── Network                    a network, consortium, campus or joint project
        ├── Platform                       an information portal or service
        └── Organisation                   a ministry, agency or project management agency

A field that is not known is None where it holds one value, and empty where it holds several; only `id`, `kind` and one
name are needed. Field names are those of the data files, flat, so that a line of an export and an entry read alike.
"""

import re
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo, field_validator

from knowledge.store.codes import Instrument, Kind, Language, Status, TargetGroup
from knowledge.store.values import Value

ProgrammeStatus = Literal["open", "running", "planned", "ended", "unknown"]
AllianceStatus = Literal["active", "ended", "unknown"]

_PERIOD: Final = re.compile(r"\s*(\d{4})\s*[-–]\s*(\d{4})?\s*")


def _as_several(value: object) -> object:
    """Let a single id, or nothing, stand where several are expected."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _as_period(value: object) -> object:
    """Read a period written as text: ``1999-2006``, or ``2023-`` for one without an end."""
    if isinstance(value, str) and (match := _PERIOD.fullmatch(value)):
        start, end = match.groups()
        return {"start": int(start), "end": int(end) if end else None}
    return value


def _as_text(value: object) -> object:
    """YAML reads a bare year as a number; a month of it is text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _not_before(end: int | None, start: int | None) -> int | None:
    if end is not None and start is not None and end < start:
        raise ValueError(f"is before the start, {start}")
    return end


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=200)]
"""A slug: lower-case ASCII words and digits, joined by hyphens, short enough for a button or a deep link."""
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_several, json_schema_input_type=Id | tuple[Id, ...] | None)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s]+$")]
Year = Annotated[int, Field(ge=1000, le=2100)]
Amount = Annotated[int, Field(ge=0)]
AsOf = Annotated[
    str,
    BeforeValidator(_as_text, json_schema_input_type=int | str),
    StringConstraints(pattern=r"^(199\d|20\d\d)(-(0[1-9]|1[0-2]))?$"),
]


class Source(Value):
    """A page that supports the entry."""

    url: Url | None = Field(default=None, description="The page; left out for what is known without one.")
    says: Text = Field(description="Which fact the page supports.")


class Contact(Value):
    """The official office to turn to; no private person."""

    name: Text | None = Field(default=None, description="The office.")
    url: Url | None = Field(default=None, description="Its page.")
    email: Text | None = Field(default=None, description="Its address.")
    phone: Text | None = Field(default=None, description="Its number.")


class Period(Value):
    """The years of funding, both included; in a data file ``1999-2006`` does too."""

    start: Year | None = Field(default=None, description="The first year.")
    end: Year | None = Field(default=None, description="The last year; left out while it goes on.")

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: int | None, info: ValidationInfo) -> int | None:
        return _not_before(end, info.data.get("start"))


class Entry(Value):
    """What every entry has."""

    references: ClassVar[dict[str, tuple[Kind, ...]]] = {}
    """The fields that hold ids of other entries, and of which kinds those must be."""

    id: Id = Field(description="Slug of the common name; unique over all files, never reused.")
    kind: Kind = Field(description="What the entry is.")
    former_ids: Ids = Field(default=(), description="Ids that this entry had, or whose entries were merged into it.")
    name_en: Text | None = Field(default=None, description="Official or usual name in English.")
    name_de: Text | None = Field(default=None, validate_default=True, description="Official or usual name in German.")
    aliases: tuple[Text, ...] = Field(
        default=(), description="Other names people type: acronyms, former names, spelling variants, either language."
    )
    summary_en: Text | None = Field(default=None, description="One to three plain English sentences, 60 words at most.")
    summary_de: Text | None = Field(default=None, description="One to three plain German sentences, 60 words at most.")
    url: Url | None = Field(default=None, description="The official page.")
    as_of: AsOf | None = Field(
        default=None, description="Year, or year and month (2025-05), of the newest source that supports the entry."
    )
    status: Status = Field(default="unknown", description="Whether it is open, running, active or over.")
    regions: tuple[Text, ...] = Field(default=(), description="Codes of regions (vocabulary/regions.yaml).")
    topics: tuple[Text, ...] = Field(
        default=(), description="Ids of topics (vocabulary/topics.yaml); `open` where it is open to every topic."
    )
    predecessor: Ids = Field(default=(), description="Ids of what came before.")
    successor: Ids = Field(default=(), description="Ids of what replaces it today.")
    contact: Contact | None = Field(default=None, description="The official office to turn to.")
    sources: tuple[Source, ...] = Field(default=(), description="The pages that support the entry.")

    @field_validator("name_de")
    @classmethod
    def _named(cls, name_de: str | None, info: ValidationInfo) -> str | None:
        if name_de is None and info.data.get("name_en", "") is None:
            raise ValueError("is missing, and so is name_en: one name is needed")
        return name_de

    def name(self, language: Language) -> str:
        """The name in `language`, else in the other one."""
        first, second = (self.name_en, self.name_de) if language == "en" else (self.name_de, self.name_en)
        return first or second or self.id

    def summary(self, language: Language) -> str:
        """The summary in `language`, else in the other one; empty where there is none."""
        return self.text("summary", language)

    def names(self) -> tuple[str, ...]:
        """Every name in both languages and every alias, each once."""
        return tuple(dict.fromkeys(name for name in (self.name_en, self.name_de, *self.aliases) if name))

    def text(self, field: str, language: Language) -> str:
        """A text that exists per language (``summary``, ``apply``): in `language`, else in the other; empty if neither.

        Args:
            field: The field's name without its language.
            language: The language preferred.
        """
        other: Language = "de" if language == "en" else "en"
        found = getattr(self, f"{field}_{language}", None) or getattr(self, f"{field}_{other}", None)
        return found if isinstance(found, str) else ""

    def referred(self, *fields: str) -> tuple[str, ...]:
        """Every id that these fields refer to, or any field where none is given; each once."""
        found: dict[str, None] = {}
        for field in fields or self.references:
            value: str | tuple[str, ...] | None = getattr(self, field)
            found.update(dict.fromkeys((value,) if isinstance(value, str) else value or ()))
        return tuple(found)


class Programme(Entry):
    """A funding programme, competition, label or support measure."""

    references: ClassVar[dict[str, tuple[Kind, ...]]] = {
        "parent": ("programme",),
        "funders": ("organisation",),
        "managed_by": ("organisation",),
        "predecessor": ("programme", "cluster", "network"),
        "successor": ("programme", "cluster", "network"),
    }

    kind: Literal["programme"] = Field(description="A funding programme, competition, label or support measure.")
    status: ProgrammeStatus = Field(
        default="unknown",
        description="open: applications are possible; running: funded projects still run, no applications; "
        "planned; ended; unknown.",
    )
    parent: Id | None = Field(default=None, description="Id of the programme family it belongs to.")
    funders: Ids = Field(default=(), description="Ids of the organisations that pay.")
    managed_by: Ids = Field(default=(), description="Ids of the organisations that run it.")
    instrument: Instrument | None = Field(default=None, description="How it helps.")
    target_groups: tuple[TargetGroup, ...] = Field(default=(), description="Who can apply.")
    start_year: Year | None = Field(default=None, description="The year it began.")
    end_year: Year | None = Field(default=None, description="The year it ended or will end.")
    budget_eur: Amount | None = Field(default=None, description="Public money in euros over its life.")
    budget_note: Text | None = Field(default=None, description="What the budget figure covers, in English.")
    budget_note_de: Text | None = Field(default=None, description="The same in German.")
    max_grant_eur: Amount | None = Field(default=None, description="The most one applicant or project gets, in euros.")
    grant_rate: Annotated[float, Field(ge=0, le=1)] | None = Field(
        default=None, description="The highest share of costs paid, from 0 to 1."
    )
    grant_note: Text | None = Field(default=None, description="Conditions of the grant, in English.")
    grant_note_de: Text | None = Field(default=None, description="The same in German.")
    count: Amount | None = Field(default=None, description="How many clusters, members, projects or winners.")
    count_of: Text | None = Field(default=None, description="What was counted, and when, in English.")
    count_of_de: Text | None = Field(default=None, description="The same in German.")
    apply_en: Text | None = Field(
        default=None, description="One English sentence: how one applies, or where to turn now that it is over."
    )
    apply_de: Text | None = Field(
        default=None, description="One German sentence: how one applies, or where to turn now that it is over."
    )

    @field_validator("end_year")
    @classmethod
    def _after_start(cls, end_year: int | None, info: ValidationInfo) -> int | None:
        return _not_before(end_year, info.data.get("start_year"))


class Located(Entry):
    """An entry with a seat."""

    city: Text | None = Field(default=None, description="Its office or main site, by the city's German name.")
    founded: Year | None = Field(default=None, description="The year of its foundation.")


class Alliance(Located):
    """What clusters and networks share; whoever asks for one means the other too."""

    references: ClassVar[dict[str, tuple[Kind, ...]]] = {
        "programmes": ("programme",),
        "predecessor": ("cluster", "network", "programme"),
        "successor": ("cluster", "network", "programme"),
    }

    status: AllianceStatus = Field(default="unknown", description="Whether it is active or over.")
    programmes: Ids = Field(default=(), description="Ids of the programmes that it won or belongs to.")
    period: Annotated[Period | None, BeforeValidator(_as_period, json_schema_input_type=Period | str | None)] = Field(
        default=None, description="The years of funding: 1999-2006, or start and end."
    )
    round: int | None = Field(default=None, ge=1, description="In which round of its competition it was chosen.")
    members: Amount | None = Field(default=None, description="How many members or partners.")
    members_note: Text | None = Field(default=None, description="What was counted, and when, in English.")
    members_note_de: Text | None = Field(default=None, description="The same in German.")
    budget_eur: Amount | None = Field(default=None, description="Public money in euros.")
    budget_note: Text | None = Field(default=None, description="What the budget figure covers, in English.")
    budget_note_de: Text | None = Field(default=None, description="The same in German.")
    partners: tuple[Text, ...] = Field(default=(), description="Leading partners that are part of the story.")


class Cluster(Alliance):
    """A regional innovation cluster or its management organisation."""

    kind: Literal["cluster"] = Field(description="A regional innovation cluster or its management organisation.")


class Network(Alliance):
    """A network, consortium, alliance, campus or joint project."""

    kind: Literal["network"] = Field(description="A network, consortium, alliance, campus or joint project.")


class Platform(Located):
    """An information portal or service."""

    references: ClassVar[dict[str, tuple[Kind, ...]]] = {
        "run_by": ("organisation",),
        "predecessor": ("platform",),
        "successor": ("platform",),
    }

    kind: Literal["platform"] = Field(description="An information portal or service.")
    status: AllianceStatus = Field(default="active", description="Whether it is active or over.")
    run_by: Ids = Field(default=(), description="Ids of the organisations that run it.")
    languages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")], ...] = Field(
        default=(), description="Languages it can be read in, as two-letter codes."
    )
    contact_verified: bool | None = Field(default=None, description="False where nobody tried the contact yet.")


class Organisation(Located):
    """A ministry, agency or project management agency."""

    references: ClassVar[dict[str, tuple[Kind, ...]]] = {
        "predecessor": ("organisation",),
        "successor": ("organisation",),
    }

    kind: Literal["organisation"] = Field(description="A ministry, agency or project management agency.")
    status: AllianceStatus = Field(default="active", description="Whether it exists or is over.")


class Concept(Entry):
    """A term or a question that people ask, explained."""

    references: ClassVar[dict[str, tuple[Kind, ...]]] = {
        "related": ("programme", "cluster", "network", "platform", "organisation", "concept"),
        "predecessor": ("concept",),
        "successor": ("concept",),
    }

    kind: Literal["concept"] = Field(description="A term or a question that people ask, explained.")
    related: Ids = Field(default=(), description="Ids of entries that say more.")
    questions_en: tuple[Text, ...] = Field(default=(), description="What people ask in English that it answers.")
    questions_de: tuple[Text, ...] = Field(default=(), description="What people ask in German that it answers.")

    def questions(self) -> tuple[str, ...]:
        """What people ask that it answers, in both languages."""
        return (*self.questions_en, *self.questions_de)


MODELS: Final[dict[Kind, type[Entry]]] = {
    "programme": Programme,
    "cluster": Cluster,
    "network": Network,
    "platform": Platform,
    "organisation": Organisation,
    "concept": Concept,
}
"""The model of every kind."""

AnyEntry = Annotated[Programme | Cluster | Network | Platform | Organisation | Concept, Field(discriminator="kind")]
"""Any entry, told apart by its `kind`: what an adapter reads."""


def plain(entry: Entry) -> dict[str, Any]:
    """The entry as an export prints it: JSON values by field name, without what is not known."""
    return entry.model_dump(mode="json", exclude_defaults=True)
