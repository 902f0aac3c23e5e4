"""The closed vocabularies of the product: every code that a reading, an answer or an entry may hold.

They are string literals, so that a value is its own name in JSON, in a data file and in a log.
"""

from typing import Final, Literal, get_args

Language = Literal["en", "de"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

Kind = Literal["programme", "cluster", "network", "platform", "organisation", "concept"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Intent = Literal[
    "find",
    "count",
    "describe",
    "ask",
    "compare",
    "define",
    "browse",
    "greet",
    "thanks",
    "goodbye",
    "help",
    "about",
    "out_of_scope",
]
INTENTS: Final[tuple[Intent, ...]] = get_args(Intent)

Outcome = Literal["answer", "choices", "none", "unknown"]

Attribute = Literal[
    "funders",
    "managed_by",
    "budget",
    "grant",
    "eligibility",
    "apply",
    "contact",
    "link",
    "status",
    "dates",
    "region",
    "topics",
    "members",
    "successor",
    "predecessor",
    "parent",
    "programmes",
]
ATTRIBUTES: Final[tuple[Attribute, ...]] = get_args(Attribute)

Status = Literal["open", "running", "active", "planned", "ended", "unknown"]
Instrument = Literal[
    "competition",
    "project-grant",
    "network-grant",
    "label",
    "service",
    "loan",
    "institutional",
    "joint-initiative",
]
TargetGroup = Literal[
    "sme",
    "company",
    "startup",
    "university",
    "research-institute",
    "cluster-management",
    "municipality",
    "individual-researcher",
    "association",
]

PAGE: Final = 8
"""How many results stand on one page."""
