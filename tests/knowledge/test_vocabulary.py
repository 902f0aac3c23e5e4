"""The vocabulary: every code has its words, no word means two things by accident, and faults are named."""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from knowledge.linking.fold import words
from knowledge.store.codes import ATTRIBUTES, KINDS, LANGUAGES, Instrument, Status, TargetGroup
from knowledge.store.vocabulary import ENDINGS, City, Item, Vocabulary, VocabularyError, load_vocabulary

FOLDER = Path(__file__).parents[2] / "knowledge" / "data" / "vocabulary"

LAENDER = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]
TOPICS = {
    "aerospace",
    "agriculture-food",
    "artificial-intelligence",
    "automotive",
    "batteries",
    "bioeconomy",
    "biotechnology",
    "chemistry",
    "construction",
    "creative-industries",
    "electronics",
    "energy",
    "environment",
    "forestry-wood",
    "health",
    "hydrogen",
    "ict",
    "lightweight",
    "logistics",
    "manufacturing",
    "maritime",
    "materials",
    "mobility",
    "nanotechnology",
    "optics-photonics",
    "quantum",
    "security",
    "sensors",
    "services",
    "social-innovation",
    "open",
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(FOLDER)


def key(text: str) -> str:
    """How the matcher files a wording: folded, its words written together."""
    return "".join(words(text))


def forms(surfaces: Iterable[str]) -> Iterator[str]:
    for surface in surfaces:
        first, *rest = surface.split("~")
        for endings in product(ENDINGS, repeat=len(rest)):
            yield key(first + "".join(ending + part for ending, part in zip(endings, rest, strict=True)))


def meant_by(items: Iterable[Item | City], text: str) -> set[str]:
    """What `text` means among these items: their ids, of a city its region."""
    return {item.region if isinstance(item, City) else item.id for item in items if key(text) in set(forms(item.words))}


def items_of(vocabulary: Vocabulary) -> dict[str, tuple[Item, ...]]:
    return {
        "regions": vocabulary.regions,
        "region_groups": vocabulary.region_groups,
        "kinds": vocabulary.kinds,
        "topics": vocabulary.topics,
        "target_groups": vocabulary.target_groups,
        "instruments": vocabulary.instruments,
        "statuses": vocabulary.statuses,
        "funders": vocabulary.funders,
        "attributes": vocabulary.attributes,
    }


def test_every_code_has_an_item(vocabulary: Vocabulary) -> None:
    assert {region.id for region in vocabulary.regions} == {f"DE-{land}" for land in LAENDER} | {"DE", "EU"}
    assert vocabulary.region_codes == {f"DE-{land}" for land in LAENDER} | {"DE", "EU", "east", "structurally-weak"}
    assert vocabulary.land_codes == {f"DE-{land}" for land in LAENDER}
    assert vocabulary.topic_codes == TOPICS
    assert {item.id for item in vocabulary.kinds} == set(KINDS)
    assert {item.id for item in vocabulary.attributes} == set(ATTRIBUTES)
    assert {item.id for item in vocabulary.target_groups} == set(get_args(TargetGroup))
    assert {item.id for item in vocabulary.instruments} == set(get_args(Instrument))
    assert {item.id for item in vocabulary.statuses} == set(get_args(Status))


def test_every_item_is_known_by_its_name_in_both_languages(vocabulary: Vocabulary) -> None:
    nameless = [
        f"{file}: {item.id}: {name}"
        for file in ("regions", "kinds", "target_groups")
        for item in items_of(vocabulary)[file]
        for name in (item.name_en, item.name_de)
        if not any(key(name).startswith(form) or form.startswith(key(name)) for form in forms(item.words) if form)
    ]
    assert nameless == []
    assert all(len(topic.words) >= 15 for topic in vocabulary.topics)
    assert all(item.words for items in items_of(vocabulary).values() for item in items)


@pytest.mark.parametrize("file", ["regions", "region_groups", "kinds", "statuses", "funders"])
def test_no_word_means_two_items_of_a_file(vocabulary: Vocabulary, file: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for item in items_of(vocabulary)[file]:
        for form in forms((*item.words, *item.abbreviations)):
            owners[form].add(item.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_no_wording_is_listed_twice_in_an_item(vocabulary: Vocabulary) -> None:
    twice = []
    for file, items in items_of(vocabulary).items():
        for item in items:
            listed = [key(word) for word in (*item.words, *item.weak) if "~" not in word]
            twice += [f"{file}: {item.id}: {word}" for word in set(listed) if listed.count(word) > 1]
    assert twice == []


def test_every_wording_has_a_word_to_match(vocabulary: Vocabulary) -> None:
    empty = [
        word
        for items in items_of(vocabulary).values()
        for item in items
        for word in (*item.words, *item.weak, *item.abbreviations)
        if not key(word)
    ]
    assert empty == []


def test_a_topic_does_not_swallow_the_kind(vocabulary: Vocabulary) -> None:
    kinds = {form for kind in vocabulary.kinds for form in forms(kind.words)}
    swallowed = [
        word
        for topic in vocabulary.topics
        for word in topic.words
        if len(words(word)) > 1 and words(word)[-1] in {"cluster", "clusters", "network", "networks", "netzwerk"}
        if key(word.replace("~", "")) not in kinds and words(word)[0] != "neural"
    ]
    assert swallowed == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Sachsen", "DE-SN"),
        ("sächsische", "DE-SN"),
        ("Saxon", "DE-SN"),
        ("niedersächsischen", "DE-NI"),
        ("Bavarian", "DE-BY"),
        ("bayrisches", "DE-BY"),
        ("NRW", "DE-NW"),
        ("BaWü", "DE-BW"),
        ("Meck-Pomm", "DE-MV"),
        ("Mecklenburg-Western Pomerania", "DE-MV"),
        ("RLP", "DE-RP"),
        ("LSA", "DE-ST"),
        ("bundesweiten", "DE"),
        ("nationwide", "DE"),
        ("europäische", "EU"),
    ],
)
def test_regions_are_known_by_many_names(vocabulary: Vocabulary, text: str, region: str) -> None:
    assert meant_by(vocabulary.regions, text) == {region}


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        ("Lausitz", "BB SN"),
        ("Lusatia", "BB SN"),
        ("Mitteldeutschland", "SN ST TH"),
        ("northern Germany", "HB HH MV NI SH"),
        ("Süddeutschland", "BW BY"),
        ("western Germany", "BW BY HB HH HE NI NW RP SL SH"),
        ("Ruhrgebiet", "NW"),
        ("Hauptstadtregion", "BB BE"),
        ("Rheinisches Revier", "NW"),
        ("neue Bundesländer", "BB BE MV SN ST TH"),
        ("former GDR", "BB BE MV SN ST TH"),
    ],
)
def test_landscapes_are_read_as_their_laender(vocabulary: Vocabulary, text: str, lands: str) -> None:
    found = [group for group in vocabulary.region_groups if key(text) in set(forms(group.words))]
    assert [sorted(group.members) for group in found] == [sorted(f"DE-{land}" for land in lands.split())]


def test_two_groups_have_a_code(vocabulary: Vocabulary) -> None:
    coded = {group.code: group for group in vocabulary.region_groups if group.code}
    assert set(coded) == {"east", "structurally-weak"}
    assert set(coded["structurally-weak"].members) == set(coded["east"].members)
    held = {*coded["structurally-weak"].members, *coded["structurally-weak"].partly}
    assert held == vocabulary.land_codes


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Dresden", "DE-SN"),
        ("Munich", "DE-BY"),
        ("Köln", "DE-NW"),
        ("Cologne", "DE-NW"),
        ("Nuremberg", "DE-BY"),
        ("Hanover", "DE-NI"),
        ("Frankfurt", "DE-HE"),
        ("Frankfurt (Oder)", "DE-BB"),
        ("Halle (Saale)", "DE-ST"),
        ("Wittenberge", "DE-BB"),
        ("Wittenberg", "DE-ST"),
        ("Freiberg", "DE-SN"),
        ("Freiburg", "DE-BW"),
        ("Ludwigshafen", "DE-RP"),
        ("Neubrandenburg", "DE-MV"),
        ("Bremerhaven", "DE-HB"),
        ("Schkopau", "DE-ST"),
    ],
)
def test_cities_lie_in_their_land(vocabulary: Vocabulary, text: str, region: str) -> None:
    assert meant_by(vocabulary.cities, text) == {region}


def test_all_towns_of_some_size_are_there_in_every_land(vocabulary: Vocabulary) -> None:
    towns: dict[str, int] = defaultdict(int)
    for city in vocabulary.cities:
        towns[city.region] += 1
    assert len(vocabulary.cities) > 1_000
    assert set(towns) == vocabulary.land_codes
    assert all(count >= 8 for land, count in towns.items() if land not in {"DE-BE", "DE-HB", "DE-HH"})


def test_no_name_means_two_cities(vocabulary: Vocabulary) -> None:
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for city in vocabulary.cities:
        for name in (city.name, *city.names, *city.weak):
            owners[key(name)].add((city.name, city.region))
    assert {name: cities for name, cities in owners.items() if len(cities) > 1} == {}


def test_a_city_that_is_an_everyday_word_is_weak(vocabulary: Vocabulary) -> None:
    everyday = {
        *(word for several in vocabulary.common_words.values() for word in several),
        *(key(word) for several in vocabulary.function_words.stop.values() for word in several),
    }
    assert {city.name for city in vocabulary.cities if any(key(name) in everyday for name in city.words)} == set()
    weak = {name for city in vocabulary.cities for name in city.weak}
    assert {"Essen", "Halle", "Singen", "Wetter", "Leer", "Norden", "Much"} <= weak


def test_weak_names_of_a_city_are_names_of_it(vocabulary: Vocabulary) -> None:
    assert [city.name for city in vocabulary.cities if not {*city.weak} <= {city.name, *city.names}] == []


@pytest.mark.parametrize(
    ("file", "text", "ids"),
    [
        ("topics", "Halbleiter", {"electronics"}),
        ("topics", "Autozulieferer", {"automotive"}),
        ("topics", "shipbuilding", {"maritime"}),
        ("topics", "Gips", {"construction"}),
        ("topics", "Life Sciences", {"biotechnology", "health"}),
        ("target_groups", "kleine und mittlere Unternehmen", {"sme"}),
        ("target_groups", "Gründerinnen", {"startup"}),
        ("kinds", "Zuschüsse", {"programme"}),
        ("kinds", "consortia", {"network"}),
        ("instruments", "Gütesiegel", {"label"}),
        ("statuses", "noch beantragbar", {"open"}),
        ("statuses", "ausgelaufene", {"ended"}),
        ("funders", "Bundesforschungsministerium", {"bmftr"}),
        ("funders", "the federation", {"federation"}),
        ("attributes", "Telefonnummer", {"contact"}),
        ("attributes", "Nachfolger", {"successor"}),
    ],
)
def test_words_mean_what_people_mean(vocabulary: Vocabulary, file: str, text: str, ids: set[str]) -> None:
    assert meant_by(items_of(vocabulary)[file], text) == ids


def test_german_abbreviations_that_are_english_words_count_only_in_capitals(vocabulary: Vocabulary) -> None:
    strong = {form for items in items_of(vocabulary).values() for item in items for form in forms(item.words)}
    assert strong.isdisjoint({"be", "by", "he", "it", "th", "st", "ar", "ev", "led", "all", "tu"})


def test_common_words_are_no_words_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    strong = {
        form
        for file, items in items_of(vocabulary).items()
        if file != "attributes"
        for item in items
        for form in forms(item.words)
    }
    for language in LANGUAGES:
        common = vocabulary.common_words[language]
        assert len(common) >= 1_500
        assert strong.intersection(common) == set()
        assert [word for word in common if words(word) != [word]] == []


def test_words_of_other_languages_are_not_ours(vocabulary: Vocabulary) -> None:
    ours = {key(word) for several in vocabulary.function_words.stop.values() for word in several}
    for language, several in vocabulary.function_words.other.items():
        assert {word for word in several if key(word) in ours} == set(), language


def test_it_survives_a_round_trip_through_json(vocabulary: Vocabulary) -> None:
    assert Vocabulary.model_validate_json(vocabulary.model_dump_json(exclude_defaults=True)) == vocabulary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "vocabulary"))


def test_a_fault_is_named_with_file_and_line(folder: Path) -> None:
    file = folder / "topics.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines) if text.startswith("  words:"))
    lines.insert(line, "  colour: blue")
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(folder)
    [fault] = caught.value.faults
    assert fault.startswith(f"{file}:{line + 1}: 0.colour:")


def test_a_missing_file_and_broken_yaml_are_named_together(folder: Path) -> None:
    (folder / "kinds.yaml").unlink()
    (folder / "topics.yaml").write_text("- id: [", encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(folder)
    assert sorted(fault.split(":")[0].rpartition("/")[2] for fault in caught.value.faults) == [
        "kinds.yaml",
        "topics.yaml",
    ]


def test_a_city_in_no_land_is_a_fault(folder: Path) -> None:
    file = folder / "city_names.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "- {name: Atlantis, region: DE-XX}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="Atlantis: DE-XX is not one of the Länder"):
        load_vocabulary(folder)


def test_compound_heads_mean_nothing_of_their_own(vocabulary: Vocabulary) -> None:
    topics = {form for topic in vocabulary.topics for form in forms(topic.words)}
    assert topics.isdisjoint(key(head) for head in vocabulary.function_words.compound_heads)
