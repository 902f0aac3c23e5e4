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


@pytest.mark.parametrize("attribute", ["budget", "grant", "status"])
def test_a_figure_comes_with_its_date(base: KnowledgeBase, attribute: Attribute) -> None:
    assert "2025-03" in told(base, "full", attribute, "en").text


def test_a_figure_whose_note_has_a_year_needs_no_other_date(base: KnowledgeBase) -> None:
    assert told(base, "full", "members", "en").text == "Full Programme: 87 members in 2024."


def test_an_ended_programme_is_called_ended(base: KnowledgeBase) -> None:
    assert "ended in 2019" in told(base, "old", "status", "en").text
    assert "beendet 2019" in told(base, "old", "status", "de").text


def changed(base: KnowledgeBase, id: str, **fields: object) -> KnowledgeBase:
    """The knowledge with other fields of one entry."""
    entries = [entry | fields if entry["id"] == id else entry for entry in ENTRIES]
    return KnowledgeBase([ADAPTER.validate_python(entry) for entry in entries], base.vocabulary)


@pytest.mark.parametrize(
    ("count", "note", "said", "short"),
    [
        (400, "about 400 members (2019)", "about 400 members (2019)", "about 400 members (2019)"),
        (
            1200,
            "more than 1,200 firms (2022); 900 before",
            "more than 1,200 firms (2022); 900 before",
            "more than 1,200",
        ),
        (72, "at the start in 2013", "72 members – at the start in 2013", "72 members"),
        (13, "ten companies and three institutes", "13 members – ten companies and three institutes", "13 members"),
        (26, None, "26 members (as of 2023)", "26 members"),
    ],
)
def test_a_note_that_holds_the_figure_is_said_alone(
    base: KnowledgeBase, count: int, note: str | None, said: str, short: str
) -> None:
    fact = told(changed(base, "cluster", members=count, members_note=note), "cluster", "members", "en")
    assert said in fact.text
    assert fact.text.count(str(count)) <= 1
    assert fact.cell.startswith(short)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("up to 45 per cent, 2025", "Support from Full Programme: at most 200,000 euros; up to 45 per cent, 2025."),
        ("45 percent, 200,000 EUR (2025)", "Support from Full Programme: 45 percent, 200,000 EUR (2025)."),
        ("450 percent (2025)", "up to 45% of the costs; at most 200,000 euros; 450 percent (2025)."),
    ],
)
def test_a_rate_and_a_sum_that_the_note_holds_are_not_said_again(base: KnowledgeBase, note: str, said: str) -> None:
    assert said in told(changed(base, "full", grant_note=note), "full", "grant", "en").text


def test_a_label_is_no_funding(base: KnowledgeBase) -> None:
    fact = told(changed(base, "full", instrument="label"), "cluster", "funders", "en")
    assert fact.text == "Full Cluster holds the label of Full Programme. The label is paid for by Ministry."


def test_funding_that_is_over_is_told_as_past(base: KnowledgeBase) -> None:
    assert "was funded through Full" in told(changed(base, "full", status="ended"), "cluster", "funders", "en").text


def test_a_successor_that_ended_leads_on_to_what_lives(base: KnowledgeBase) -> None:
    chain = changed(base, "full", status="ended")
    assert told(chain, "old", "successor", "en").text == "After Old came Full Programme; today: Family."
    assert "; heute: Family." in told(chain, "old", "successor", "de").text


def test_a_circle_of_successors_comes_to_an_end(base: KnowledgeBase) -> None:
    circle = changed(base, "full", status="ended", successor=["old"])
    assert told(circle, "old", "successor", "en").text == "After Old came Full Programme."


def test_website_and_city_are_told_where_no_contact_is_known(base: KnowledgeBase) -> None:
    fact = told(changed(base, "cluster", contact=None, url="https://example.org"), "cluster", "contact", "en")
    assert "https://example.org, Dresden" in fact.text
    assert not fact.known


def test_no_organisation_is_run_by_itself(base: KnowledgeBase) -> None:
    assert not told(base, "agency", "managed_by", "en").known


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
