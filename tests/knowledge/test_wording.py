"""What the assistant says: the same messages in every language, numbers and money as each language writes them."""

from string import Formatter

import pytest
import yaml

from knowledge.answering.conditions import OPERATORS
from knowledge.answering.wording import WORDING, Wording, wording
from knowledge.store.codes import LANGUAGES, Language

ENGLISH, GERMAN = wording("en"), wording("de")


def messages(language: Language) -> dict[str, str]:
    """All messages of a catalogue by their dotted names, as the file has them."""

    def walk(node: object, path: str) -> dict[str, str]:
        if not isinstance(node, dict):
            assert isinstance(node, str), f"{path} is no text: {node!r}"
            return {path: node}
        return {
            key: text
            for name, child in node.items()
            for key, text in walk(child, f"{path}.{name}" if path else name).items()
        }

    return walk(yaml.safe_load((WORDING / f"{language}.yaml").read_text(encoding="utf-8")), "")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_language_has_a_catalogue_and_every_catalogue_a_language() -> None:
    assert {path.stem for path in WORDING.glob("*.yaml")} == set(LANGUAGES)


def test_both_catalogues_have_the_same_messages() -> None:
    assert ENGLISH.keys() ^ GERMAN.keys() == set()


def test_a_message_has_the_same_placeholders_in_both_languages() -> None:
    english, german = messages("en"), messages("de")
    different = {key for key in english if placeholders(english[key]) != placeholders(german[key])}
    assert different == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_says_something_and_its_placeholders_have_names(language: Language) -> None:
    for key, text in messages(language).items():
        assert text.strip(), key
        assert all(name.isidentifier() for name in placeholders(text)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_one_plural_form_is_the_other_is_too(language: Language) -> None:
    keys = messages(language).keys()
    one, other = (
        {key.removesuffix(f".{form}") for key in keys if key.endswith(f".{form}")} for form in ("one", "other")
    )
    assert one == other
    assert one & keys == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_counted_in_the_singular_and_in_the_plural(language: Language) -> None:
    keys = messages(language).keys()
    kinds = {key.split(".")[1] for key in keys if key.startswith("kind.")}
    assert {f"kind.{kind}.{form}" for kind in kinds for form in ("one", "other")} <= keys


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "funding programmes"),
        ("en", 1, "funding programme"),
        ("en", 2, "funding programmes"),
        ("de", 0, "Förderprogramme"),
        ("de", 1, "Förderprogramm"),
        ("de", 2, "Förderprogramme"),
    ],
)
def test_the_count_chooses_the_form(language: Language, count: int, said: str) -> None:
    assert wording(language).say("kind.programme", count=count) == said


@pytest.mark.parametrize(
    ("euros", "english", "german"),
    [
        (40_000, "40,000 euros", "40.000 Euro"),
        (950_000, "950,000 euros", "950.000 Euro"),
        (1_000_000, "1 million euros", "1 Million Euro"),
        (1_500_000, "1.5 million euros", "1,5 Millionen Euro"),
        (7_997_500, "7,997,500 euros", "7.997.500 Euro"),
        (60_000_000, "60 million euros", "60 Millionen Euro"),
        (1_000_000_000, "1 billion euros", "1 Milliarde Euro"),
        (3_800_000_000, "3.8 billion euros", "3,8 Milliarden Euro"),
        (40_000_000_000, "40 billion euros", "40 Milliarden Euro"),
    ],
)
def test_money_is_in_words_where_round_and_in_digits_where_not(euros: float, english: str, german: str) -> None:
    assert ENGLISH.money(euros) == english
    assert GERMAN.money(euros) == german


@pytest.mark.parametrize(
    ("value", "decimals", "english", "german"),
    [
        (0, 0, "0", "0"),
        (77, 0, "77", "77"),
        (1234, 0, "1,234", "1.234"),
        (1234.5, 2, "1,234.5", "1.234,5"),
        (100, 2, "100", "100"),
    ],
)
def test_numbers_have_the_separators_of_their_language(value: float, decimals: int, english: str, german: str) -> None:
    assert ENGLISH.number(value, decimals) == english
    assert GERMAN.number(value, decimals) == german


def test_shares_are_percentages() -> None:
    assert (ENGLISH.share(0.55), GERMAN.share(0.55)) == ("55%", "55\u00a0%")
    assert (ENGLISH.share(0.125), GERMAN.share(0.125)) == ("12.5%", "12,5\u00a0%")


@pytest.mark.parametrize(
    ("items", "english", "german"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A and B", "A und B"),
        (["A", "B", "C"], "A, B and C", "A, B und C"),
    ],
)
def test_items_are_enumerated(items: list[str], english: str, german: str) -> None:
    assert ENGLISH.join(items) == english
    assert GERMAN.join(items) == german


@pytest.mark.parametrize("said", [ENGLISH, GERMAN], ids=LANGUAGES)
def test_conditions_attach_to_a_noun(said: Wording) -> None:
    """They are appended, so each brings its own space or comma."""
    attached = ("condition.", "excluded.", "limit.", "known.")
    conditions = [key for key in sorted(said.keys()) if key.startswith(attached)]
    assert conditions
    values = {"values": "x", "value": "x", "low": "x", "high": "x"}
    assert [key for key in conditions if not said.say(key, **values).startswith((" ", ", "))] == []


@pytest.mark.parametrize("said", [ENGLISH, GERMAN], ids=LANGUAGES)
def test_every_figure_is_compared_and_ordered_in_words(said: Wording) -> None:
    figures = {key.split(".")[1] for key in sorted(said.keys()) if key.startswith("known.")}
    assert {"start_year", "end_year", "founded", "budget_eur", "max_grant_eur", "grant_rate", "members"} <= figures
    for figure in figures:
        assert all(f"limit.{figure}.{name}" in said for name in (*OPERATORS.values(), "range"))
        assert all(f"{table}.{figure}.{end}" in said for table in ("superlative", "order") for end in ("most", "least"))


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    unknown = [key for key in sorted(GERMAN.keys()) if key.startswith("fact.") and key.endswith(".unknown")]
    assert unknown
    assert [key for key in unknown if "nicht bekannt" not in GERMAN.say(key, name="X")] == []


@pytest.mark.parametrize(("english", "german"), [("", ""), (" in 2012", " 2012")])
def test_what_has_ended_is_called_ended(english: str, german: str) -> None:
    assert f"X ended{english}" in ENGLISH.say("fact.status.ended", name="X", when=english)
    assert f"X: beendet{german}" in GERMAN.say("fact.status.ended", name="X", when=german)


@pytest.mark.parametrize("key", ["fact.status.ended_alliance", "fact.status.ended_alliance_when"])
def test_a_cluster_that_has_ended_no_longer_exists(key: str) -> None:
    assert "X no longer exists" in ENGLISH.say(key, name="X", when=" in 2012")
    assert "X besteht nicht mehr" in GERMAN.say(key, name="X", when=" 2012")


def test_a_message_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        ENGLISH.say("no.such.message")


def test_a_placeholder_without_a_value_is_a_fault() -> None:
    with pytest.raises(KeyError):
        GERMAN.say("fact.budget.known", name="X")
