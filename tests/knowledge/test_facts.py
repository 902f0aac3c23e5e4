"""One fact of one entry, in both languages: told with its year where it is known, said to be unknown where not."""

import re
from typing import Any

import pytest
from pydantic import TypeAdapter

from knowledge import KnowledgeBase
from knowledge.answering.facts import Fact, FactTeller
from knowledge.answering.phrases import Phrases
from knowledge.store.codes import ATTRIBUTES, LANGUAGES, Attribute, Language
from knowledge.store.entries import AnyEntry
from knowledge.store.load import shipped_vocabulary

ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyEntry)

ENTRIES: list[dict[str, Any]] = [
    {
        "id": "full",
        "kind": "programme",
        "name_en": "Full Programme",
        "name_de": "Volles Programm",
        "url": "https://example.org/full",
        "as_of": "2025-03",
        "status": "open",
        "regions": ["DE-SN"],
        "topics": ["hydrogen"],
        "parent": "family",
        "funders": ["ministry"],
        "managed_by": ["agency"],
        "target_groups": ["sme", "university"],
        "start_year": 2020,
        "end_year": 2027,
        "budget_eur": 60_000_000,
        "grant_rate": 0.45,
        "max_grant_eur": 200_000,
        "count": 87,
        "count_of": "members in 2024",
        "count_of_de": "Mitglieder 2024",
        "apply_en": "Send an outline to the agency.",
        "apply_de": "Eine Skizze an die Agentur senden.",
        "predecessor": ["old"],
        "successor": ["family"],
        "contact": {"name": "Helpdesk", "phone": "+49 30 1234"},
    },
    {"id": "empty", "kind": "programme", "name_en": "Empty Programme", "name_de": "Leeres Programm"},
    {"id": "family", "kind": "programme", "name_en": "Family", "topics": ["open"]},
    {"id": "old", "kind": "programme", "name_en": "Old", "status": "ended", "end_year": 2019, "successor": ["full"]},
    {"id": "ministry", "kind": "organisation", "name_en": "Ministry", "name_de": "Ministerium"},
    {
        "id": "agency",
        "kind": "organisation",
        "name_en": "Agency",
        "name_de": "Agentur",
        "contact": {"name": "Front desk", "email": "desk@example.org"},
    },
    {
        "id": "cluster",
        "kind": "cluster",
        "name_en": "Full Cluster",
        "status": "active",
        "city": "Dresden",
        "regions": ["DE-SN"],
        "topics": ["hydrogen"],
        "founded": 2004,
        "period": "2008-2013",
        "members": 120,
        "members_note": "companies and institutes in 2023",
        "partners": ["Acme", "Bolt"],
        "programmes": ["full"],
        "budget_eur": 40_000_000,
        "as_of": "2023",
        "contact": {"name": "Cluster office", "url": "https://example.org/office"},
    },
    {"id": "bare", "kind": "network", "name_en": "Bare Network"},
    {"id": "portal", "kind": "platform", "name_en": "Portal", "run_by": ["agency"]},
]

KNOWN: list[tuple[Attribute, str, str, str]] = [
    ("funders", "full", "Ministry", "Ministerium"),
    ("managed_by", "full", "Agency", "Agentur"),
    ("budget", "full", "60 million euros", "60 Millionen Euro"),
    ("grant", "full", "45%", "45\N{NO-BREAK SPACE}%"),
    ("grant", "full", "200,000 euros", "200.000 Euro"),
    ("eligibility", "full", "universities", "Hochschulen"),
    ("eligibility", "full", "Saxony", "Sachsen"),
    ("apply", "full", "Send an outline", "Skizze"),
    ("contact", "full", "+49 30 1234", "+49 30 1234"),
    ("link", "full", "https://example.org/full", "https://example.org/full"),
    ("status", "full", "open", "offen"),
    ("dates", "full", "2020", "2027"),
    ("region", "full", "Saxony", "Sachsen"),
    ("topics", "full", "hydrogen", "Wasserstoff"),
    ("members", "full", "87", "87"),
    ("members", "full", "2024", "Mitglieder 2024"),
    ("successor", "full", "Family", "Family"),
    ("predecessor", "full", "Old", "Old"),
    ("parent", "full", "Family", "Family"),
    ("programmes", "family", "Full Programme", "Volles Programm"),
    ("topics", "family", "all topics", "themenoffen"),
    ("dates", "old", "2019", "2019"),
    ("status", "old", "2019", "2019"),
    ("funders", "cluster", "Ministry", "Ministerium"),
    ("managed_by", "cluster", "Cluster office", "Cluster office"),
    ("budget", "cluster", "40 million", "40 Millionen"),
    ("contact", "cluster", "https://example.org/office", "https://example.org/office"),
    ("dates", "cluster", "2004", "2008"),
    ("region", "cluster", "Dresden", "Sachsen"),
    ("members", "cluster", "120", "2023"),
    ("members", "cluster", "Acme", "Bolt"),
    ("parent", "cluster", "Full Programme", "Volles Programm"),
    ("programmes", "cluster", "Full Programme", "Volles Programm"),
    ("status", "cluster", "active", "aktiv"),
    ("managed_by", "portal", "Agency", "Agentur"),
    ("programmes", "agency", "Full Programme", "Volles Programm"),
]
"""An attribute, an entry, and what the fact says in English and in German."""


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return KnowledgeBase([ADAPTER.validate_python(entry) for entry in ENTRIES], shipped_vocabulary())


def told(base: KnowledgeBase, id: str, attribute: Attribute, language: Language) -> Fact:
    return FactTeller(Phrases(base, language)).tell(base[id], attribute)


def test_every_attribute_is_known_of_some_entry_here() -> None:
    assert {attribute for attribute, *_ in KNOWN} == set(ATTRIBUTES)


@pytest.mark.parametrize(("attribute", "id", "english", "german"), KNOWN)
def test_what_is_known_is_told_in_both_languages(
    base: KnowledgeBase, attribute: Attribute, id: str, english: str, german: str
) -> None:
    for language, said in (("en", english), ("de", german)):
        fact = told(base, id, attribute, "en" if language == "en" else "de")
        assert fact.known
        assert said.lower() in fact.text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("attribute", [attribute for attribute in ATTRIBUTES if attribute != "link"])
@pytest.mark.parametrize("id", ["empty", "bare"])
def test_what_is_not_known_is_said_to_be_unknown(
    base: KnowledgeBase, id: str, attribute: Attribute, language: Language
) -> None:
    fact = told(base, id, attribute, language)
    assert not fact.known
    assert base[id].name(language) in fact.text
    assert not any(char.isdigit() for char in fact.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", [entry["id"] for entry in ENTRIES])
def test_every_entry_has_a_link(base: KnowledgeBase, id: str, language: Language) -> None:
    assert "https://" in told(base, id, "link", language).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_every_fact_of_the_shipped_knowledge_is_a_sentence(
    shipped: KnowledgeBase, attribute: Attribute, language: Language
) -> None:
    teller = FactTeller(Phrases(shipped, language))
    for entry in shipped.entries.values():
        fact = teller.tell(entry, attribute)
        assert fact.text.strip()
        assert "None" not in fact.text
        assert "{" not in fact.text
        assert "  " not in fact.text
        assert all(other in shipped for other in fact.refers), entry.id


@pytest.mark.parametrize("attribute", ["budget", "members", "status"])
def test_a_figure_comes_with_its_date(base: KnowledgeBase, attribute: Attribute) -> None:
    assert "2025-03" in told(base, "full", attribute, "en").text


def test_an_ended_programme_is_called_ended(base: KnowledgeBase) -> None:
    assert "ended in 2019" in told(base, "old", "status", "en").text
    assert "2019" in told(base, "old", "successor", "de").text


def test_what_goes_on_has_no_successor_and_that_is_said(base: KnowledgeBase) -> None:
    assert "still exists" in told(base, "cluster", "successor", "en").text


def test_a_contact_is_looked_for_where_the_programme_is_run(base: KnowledgeBase) -> None:
    entries = [entry | {"contact": None} if entry["id"] == "full" else entry for entry in ENTRIES]
    without = KnowledgeBase([ADAPTER.validate_python(entry) for entry in entries], base.vocabulary)
    assert "desk@example.org" in told(without, "full", "contact", "en").text


def test_an_english_note_stands_in_where_there_is_no_german_one(base: KnowledgeBase) -> None:
    assert "companies and institutes in 2023" in told(base, "cluster", "members", "de").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("attribute", ["budget", "grant", "members"])
def test_every_figure_of_the_shipped_knowledge_comes_with_a_year(
    shipped: KnowledgeBase, attribute: Attribute, language: Language
) -> None:
    teller = FactTeller(Phrases(shipped, language))
    facts = [teller.tell(entry, attribute) for entry in shipped.of_kind("programme", "cluster", "network")]
    figures = [fact.text for fact in facts if any(char.isdigit() for char in fact.cell)]
    assert len(figures) > 20
    assert [text for text in figures if not re.search(r"\b(19|20)\d\d\b", text)] == []
