"""Linking: what the words of a question mean, and what they only look like."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from knowledge import Assistant
from knowledge.linking.fold import fold
from knowledge.linking.link import Linked

Link = Callable[[str], Linked]


@pytest.fixture(scope="session")
def link(assistant: Assistant) -> Link:
    return lambda text: assistant.linker.link(fold(text))


def meant(linked: Linked, *types: str) -> set[str]:
    """The ids that the words surely mean: of all types, or of these."""
    return {
        mention.id for mention in linked.mentions if not mention.weak and mention.type in (types or (mention.type,))
    }


@pytest.mark.parametrize(
    ("text", "kind", "id"),
    [
        ("ZIM", "entry", "zim"),
        ("zim?", "entry", "zim"),
        ("what about Zim", "entry", "zim"),
        ("Zentrales Innovationsprogramm Mittelstand", "entry", "zim"),
        ("Central Innovation Programme for SMEs", "entry", "zim"),
        ("go-cluster", "entry", "go-cluster"),
        ("gocluster", "entry", "go-cluster"),
        ("GO CLUSTER", "entry", "go-cluster"),
        ("LIB2015", "entry", "lib-2015"),
        ("lib 2015", "entry", "lib-2015"),
        ("WIR!", "entry", "wir"),
        ("InnoRegio", "entry", "innoregio"),
        ("programmes in Saxony", "region", "DE-SN"),
        ("sächsische Programme", "region", "DE-SN"),
        ("Cluster in Thuringen", "region", "DE-TH"),
        ("clusters in NRW", "region", "DE-NW"),
        ("programmes for the east", "region", "east"),
        ("Cluster in Dresden", "place", "DE-SN/Dresden"),
        ("clusters near Cologne", "place", "DE-NW/Köln"),
        ("clusters in Koln", "place", "DE-NW/Köln"),
        ("programmes on hydrogen", "topic", "hydrogen"),
        ("programmes on batteries", "topic", "batteries"),
        ("foerderung fuer kuenstliche intelligenz", "topic", "artificial-intelligence"),
        ("programmes for start-ups", "target_group", "startup"),
        ("Förderung für Fachhochschulen", "target_group", "university"),
        ("offene Programme", "status", "open"),
        ("programmes of the economics ministry", "funder", "bmwe"),
        ("Wettbewerbe in Bayern", "instrument", "competition"),
        ("Netzwerke in Bayern", "kind", "network"),
    ],
)
def test_exact_words_mean_what_they_say(link: Link, text: str, kind: str, id: str) -> None:
    assert id in meant(link(text), kind)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Leeding-Edge Clustr Competition", "leading-edge-cluster-competition"),
        ("Enterpreneurial Regions", "entrepreneurial-regions"),
        ("Wachstmskerne", "innovative-regional-growth-cores"),
        ("Silikon Saxony", "silicon-saxony"),
        ("kmu inovativ", "kmu-innovativ"),
        ("Zentrales Inovationsprogram Mittelstand", "zim"),
        ("InoRegio", "innoregio"),
    ],
)
def test_a_misspelt_name_is_its_entry(link: Link, text: str, id: str) -> None:
    assert meant(link(text), "entry") == {id}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("leading-edge clusters", "leading-edge-cluster-competition"),
        ("Forschungscampuse", "forschungscampus"),
        ("in welchen Exzellenzclustern", "excellence-strategy-clusters"),
        ("die Wachstumskerne", "innovative-regional-growth-cores"),
        ("Spitzencluster-Wettbewerbe", "leading-edge-cluster-competition"),
        ("Unternehmen Regionen", "entrepreneurial-regions"),
        ("Gewinner des Spitzencluster-Wettbewerbs", "leading-edge-cluster-competition"),
    ],
)
def test_a_name_in_the_plural_or_the_genitive_is_its_entry(link: Link, text: str, id: str) -> None:
    assert meant(link(text), "entry") == {id}


def test_a_name_in_the_plural_is_its_entry_before_of(link: Link) -> None:
    assert meant(link("leading-edge clusters of Bavaria"), "entry") == {"leading-edge-cluster-competition"}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("who won the Leeding-Edge Cluster Competition in 2010", "leading-edge-cluster-competition"),
        ("Zentrales Inovationsprogram Mittelstand für Firmen in Bayern", "zim"),
        ("members of the Innovative Regional Growt Cores in Saxony", "innovative-regional-growth-cores"),
        ("Medical Vally Europäische Metropolregion Nürnberg", "medical-valley-emn"),
        ("Was ist das Zentrale Innovationsprogam Mittelstand?", "zim"),
    ],
)
def test_a_word_may_be_misspelt_within_a_longer_name(link: Link, text: str, id: str) -> None:
    assert meant(link(text), "entry") == {id}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("AVIASPACE BREMEN", "aviaspace-bremen"),
        ("Polykum", "polykum"),
        ("was macht SolarInput", "solarinput"),
        ("PolymerMat eV", "polymermat"),
        ("Umwelttechnik BW", "umwelttechnik-bw"),
        ("VDI Technologiezentrum", "vdi-tz"),
        ("Logistik Netzwerk Thüringen", "logistik-netzwerk-thueringen"),
    ],
)
def test_a_name_is_known_without_its_legal_form(link: Link, text: str, id: str) -> None:
    assert id in meant(link(text), "entry")


@pytest.mark.parametrize(
    ("text", "kind", "id"),
    [
        ("Programme in Saxnoy", "region", "DE-SN"),
        ("clusters in Thuringa", "region", "DE-TH"),
        ("Cluster in Brandenbrug", "region", "DE-BB"),
        ("programmes on hydrogn", "topic", "hydrogen"),
        ("Cluster für Photnoik", "topic", "optics-photonics"),
        ("programms for universties", "target_group", "university"),
        ("programms for universties", "kind", "programme"),
        ("netwroks in Hesse", "kind", "network"),
        ("networks for mechanicl enginering", "topic", "manufacturing"),
        ("clusters in rhineland palatinat", "region", "DE-RP"),
    ],
)
def test_a_misspelt_condition_is_the_condition(link: Link, text: str, kind: str, id: str) -> None:
    assert id in meant(link(text), kind)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Leading-Edge Cluster Competition", {"leading-edge-cluster-competition"}),
        ("Medical Valley Europäische Metropolregion Nürnberg", {"medical-valley-emn"}),
        ("Innovative regionale Wachstumskerne", {"innovative-regional-growth-cores"}),
        ("ZIM-Innovationsnetzwerke", {"zim-innovation-networks"}),
    ],
)
def test_the_longest_name_wins_over_what_stands_in_it(link: Link, text: str, entries: set[str]) -> None:
    linked = link(text)
    assert meant(linked, "entry") == entries
    assert meant(linked, "region", "place", "topic") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wasserstoffförderung", {("topic", "hydrogen"), ("kind", "programme")}),
        ("Wasserstofnetzwerke", {("topic", "hydrogen"), ("kind", "network")}),
        ("Photonikcluster", {("topic", "optics-photonics"), ("kind", "cluster")}),
        ("Sachsenförderung", {("region", "DE-SN"), ("kind", "programme")}),
        ("Batterieförderung", {("topic", "batteries"), ("kind", "programme")}),
    ],
)
def test_a_compound_means_its_parts(link: Link, text: str, expected: set[tuple[str, str]]) -> None:
    mentions = link(text).mentions
    assert {(mention.type, mention.id) for mention in mentions} == expected
    assert {mention.how for mention in mentions} == {"compound"}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Zimmer in Dresden", "zim"),
        ("ein Zimmer frei?", "zim"),
        ("Zimmerpflanzen", "zim"),
        ("wir suchen Geld", "wir"),
        ("wir sind ein Unternehmen aus Jena", "wir"),
        ("can you give me the answer in another format", "format"),
        ("welches Format hat der Antrag", "format"),
        ("does this programme still exist", "exist"),
        ("startkapital", "stark"),
        ("starke Regionen", "stark"),
        ("go away", "go-cluster"),
        ("Essen bestellen", "DE-NW/Essen"),
        ("in der Halle", "DE-ST/Halle (Saale)"),
        ("it is warm", "it"),
        ("hier will ich Geld", "DE-NW/Willich"),
        ("Kredite will ich nicht", "DE-NW/Willich"),
    ],
)
def test_a_false_friend_is_not_meant(link: Link, text: str, id: str) -> None:
    assert id not in meant(link(text))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("was ist ForMaT", "format"),
        ("ForMaT", "format"),
        ("wer fördert WIR!", "wir"),
        ("was ist EXIST", "exist"),
        ("Programm EXIST", "exist"),
    ],
)
def test_a_name_that_is_also_a_word_is_meant_where_it_is_written_so(link: Link, text: str, id: str) -> None:
    assert id in meant(link(text), "entry")


@pytest.mark.parametrize(
    ("alone", "in_company", "id"),
    [
        ("Essen", "Cluster in Essen", "DE-NW/Essen"),
        ("Halle", "networks near Halle", "DE-ST/Halle (Saale)"),
    ],
)
def test_a_weak_word_needs_company(link: Link, alone: str, in_company: str, id: str) -> None:
    assert id not in meant(link(alone))
    assert id in meant(link(in_company))


@pytest.mark.parametrize("text", ["in NRW", "Cluster in NRW", "Förderung in NRW", "funding in NRW"])
def test_a_land_behind_in_is_the_land_though_a_name_sounds_alike(link: Link, text: str) -> None:
    assert meant(link(text), "entry", "region") == {"DE-NW"}
    assert meant(link("IN.NRW"), "entry") == {"innovation-competitions-nrw"}


@pytest.mark.parametrize("acronym", ["ZMI", "ZIN", "IGP2", "WRI", "BMFT R"])
def test_a_short_name_is_matched_whole_and_exactly(link: Link, acronym: str) -> None:
    exact = {mention.id for mention in link(acronym).mentions if mention.how == "spelling" and mention.type == "entry"}
    assert exact == set()


def test_numbers_are_never_misspelt(link: Link) -> None:
    assert "lib-2015" not in meant(link("LIB 2016"))


def test_both_languages_mix(link: Link) -> None:
    linked = link("which Netzwerke in Sachsen do hydrogen research für Mittelständler")
    assert meant(linked) >= {"network", "DE-SN", "hydrogen", "sme"}
    assert meant(link("Förderung for AI startups in Saxony-Anhalt")) >= {
        *("programme", "artificial-intelligence", "startup", "DE-ST")
    }


def test_a_name_of_many_entries_has_rivals_or_none_is_preferred_without_reason(link: Link) -> None:
    entries = [mention for mention in link("Spitzencluster").mentions if mention.type == "entry"]
    assert all(mention.id not in mention.rivals for mention in entries)


def test_mentions_do_not_overlap_unless_they_share_their_words(link: Link) -> None:
    linked = link("Photonics clusters from Jena that won the Leading-Edge Cluster Competition before 2012")
    stretches = sorted({(mention.begin, mention.end) for mention in linked.mentions})
    assert all(one[1] <= other[0] for one, other in pairwise(stretches))


def test_nothing_means_nothing(link: Link) -> None:
    linked = link("")
    assert (linked.heard, linked.mentions, linked.cues, linked.near) == ((), (), (), ())
