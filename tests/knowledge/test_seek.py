"""Questions for lists: what makes a list of a question, which kind is listed, and of what or whom."""

import pytest

from knowledge import Assistant
from tests.knowledge.talk import ask


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("Welche Strukturwandel-Programme richten sich an Gemeinden in Sachsen?", {"target_groups", "regions"}),
        ("our town lies in Lusatia, is there money for the structural change", {"target_groups", "regions"}),
        ("go-cluster members except those from Bavaria", {"programmes", "excluded"}),
        ("go-cluster Mitglieder mit mehr als 200 Mitgliedern", {"programmes", "limits"}),
        ("programmes of the economics ministry", {"funders"}),
        ("Programme vom Verkehrsministerium", {"funders"}),
        ("who does something with batteries or cathodes in Hesse", {"topics", "regions"}),
        ("wie viel Exzellenzcluster hat Sachsen", {"programmes", "regions"}),
        ("structural change programmes for municipalities in Saxony", {"target_groups", "regions"}),
        ("cluster management grants in Bavaria", {"target_groups", "regions"}),
        ("Förderung für Clustermanagement in Sachsen", {"target_groups", "regions"}),
        ("Projektförderung für Hochschulen in Sachsen", {"instruments", "target_groups", "regions"}),
        ("state aid programmes for start-ups in Berlin", {"target_groups", "places"}),
        ("research campuses in Baden-Württemberg", {"programmes", "regions"}),
        ("what can a single researcher apply for", {"target_groups"}),
        ("technology transfer programmes for SMEs in Hesse", {"target_groups", "regions"}),
        ("Technologietransfer-Programme für KMU in Hessen", {"target_groups", "regions"}),
        pytest.param(
            "Anschubfinanzierung für Cluster in Hessen",
            {"regions"},
            marks=pytest.mark.xfail(strict=True, reason="an entry whose text holds the words is described"),
        ),
    ],
)
def test_conditions_make_a_list_though_a_term_or_an_organisation_is_said(
    assistant: Assistant, question: str, conditions: set[str]
) -> None:
    answer = ask(assistant, question)
    assert answer.intent in {"find", "count"}
    assert answer.results
    assert all(getattr(answer.reading, condition) for condition in conditions)


@pytest.mark.parametrize(
    ("question", "programme", "number", "total"),
    [
        (
            "winners of the second round of the leading edge cluster competition",
            "leading-edge-cluster-competition",
            2,
            5,
        ),
        ("Wer hat die dritte Runde des Spitzencluster-Wettbewerbs gewonnen", "leading-edge-cluster-competition", 3, 5),
        (
            "how many clusters won round 1 of the Leading-Edge Cluster Competition",
            "leading-edge-cluster-competition",
            1,
            5,
        ),
        ("Zukunftscluster der zweiten Runde", "clusters4future", 2, 7),
    ],
)
def test_the_winners_of_a_round_are_listed(
    assistant: Assistant, question: str, programme: str, number: int, total: int
) -> None:
    answer = ask(assistant, question)
    assert (answer.total, answer.reading.programmes) == (total, (programme,))
    assert str(number) in answer.lead


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("which programmes end 2026", "end_year"),
        ("Programme, die 2019 gestartet sind", "start_year"),
        ("welche Programme enden 2026", "end_year"),
    ],
)
def test_a_year_beside_a_verb_is_a_condition(assistant: Assistant, question: str, field: str) -> None:
    answer = ask(assistant, question)
    assert [(limit.field, limit.op) for limit in answer.reading.limits] == [(field, "=")]
    assert 0 < answer.total < 20


@pytest.mark.parametrize("question", ["what does the BMWE fund currently", "Was fördert das BMWE derzeit?"])
def test_what_is_funded_today_is_open_or_running(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.reading.statuses == ("open", "running")
    assert {assistant.base[id].status for id in answer.results} <= {"open", "running"}
    assert "open or running" in answer.lead or "offen oder laufend" in answer.lead


# Which kind is asked for


@pytest.mark.parametrize(
    "question",
    [
        "which grants are there for a network in Hesse",
        "which grants for a hydrogen network",
        "Welche Zuschüsse gibt es für ein Netzwerk?",
        "Welche Förderung bekommt ein Cluster in Sachsen?",
    ],
)
def test_money_for_a_network_is_programmes(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.kinds) == ("find", ("programme",))


def test_programmes_and_networks_are_both(assistant: Assistant) -> None:
    assert set(ask(assistant, "programmes and networks in Hesse").reading.kinds) == {"programme", "cluster", "network"}


# Who asks


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("our Leibniz institute in Jena wants funding for photonics", {"regions": ("DE-TH",)}),
        ("our Leibniz institute needs a programme for hydrogen", {"topics": ("hydrogen",)}),
        ("we are a Fraunhofer institute in Dresden and need funding", {"places": ("Dresden",)}),
        ("unser Leibniz-Institut sucht Programme zu Gesundheit", {"topics": ("health",)}),
        ("Wir sind ein Max-Planck-Institut in Jena und suchen Förderung", {"places": ("Jena",)}),
        pytest.param(
            "we are a Fraunhofer institute in Dresden, which programmes fit",
            {"places": ("Dresden",)},
            marks=pytest.mark.xfail(strict=True, reason="“programmes fit” is taken for Pro FIT"),
        ),
    ],
)
def test_who_asks_is_not_what_is_asked_for(
    assistant: Assistant, question: str, conditions: dict[str, tuple[str, ...]]
) -> None:
    reading = ask(assistant, question).reading
    assert (reading.kinds, reading.entries, reading.funders) == (("programme",), (), ())
    assert reading.target_groups == ("research-institute",)
    assert {slot: getattr(reading, slot) for slot in conditions} == conditions


@pytest.mark.parametrize("question", ["what is the Leibniz Association", "Was ist die Leibniz-Gemeinschaft?"])
def test_the_same_organisation_is_described_where_nobody_speaks_of_themselves(
    assistant: Assistant, question: str
) -> None:
    assert ask(assistant, question).results == ("leibniz",)


# Who pays and who runs

FROM_THE_AGENCY = pytest.mark.xfail(strict=True, reason="the agency is described instead, or asked who manages it")


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("programmes of Projektträger Jülich", "ptj"),
        ("which programmes does Project Management Jülich run", "ptj"),
        ("open programmes run by Project Management Jülich", "ptj"),
        ("programmes managed by VDI/VDE-IT", "vdi-vde-it"),
        ("Programme des DLR Projektträgers", "dlr-pt"),
        pytest.param("Programme des Projektträgers Jülich", "ptj", marks=FROM_THE_AGENCY),
        ("Welche Programme betreut der Projektträger Jülich?", "ptj"),
        ("Welche Programme verwaltet die VDI/VDE-IT?", "vdi-vde-it"),
    ],
)
def test_the_programmes_of_a_project_management_agency_are_those_that_it_runs(
    assistant: Assistant, question: str, agency: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.kinds) == ("find", ("programme",))
    assert answer.results
    assert all(agency in assistant.base[id].referred() for id in answer.results)


@pytest.mark.parametrize(
    ("question", "ministry"),
    [
        ("programmes of the economics ministry", "bmwe"),
        ("programmes of the economics ministry (federation)", "bmwe"),
        ("Programme des Wirtschaftsministeriums (Bund)", "bmwe"),
        ("programs by the research ministry (federal government)", "bmftr"),
        ("Programme des Bundes vom Verkehrsministerium", "bmv"),
    ],
)
def test_a_ministry_of_the_federation_is_that_ministry_alone(
    assistant: Assistant, question: str, ministry: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.funders) == ("find", (ministry,))


# Members of a programme


@pytest.mark.parametrize(
    ("question", "programme", "status"),
    [
        ("ended WIR alliances", "wir", "ended"),
        ("which WIR! alliances have ended", "wir", "ended"),
        ("beendete WIR!-Bündnisse", "wir", "ended"),
        ("ended clusters of the Leading-Edge Cluster Competition", "leading-edge-cluster-competition", "ended"),
        ("beendete Zwanzig20-Konsortien", "zwanzig20", "ended"),
        ("ended leading-edge clusters", "leading-edge-cluster-competition", "ended"),
        ("beendete Spitzencluster", "leading-edge-cluster-competition", "ended"),
        ("which growth cores no longer exist", "innovative-regional-growth-cores", "ended"),
        ("Welche Spitzencluster gibt es nicht mehr?", "leading-edge-cluster-competition", "ended"),
    ],
)
def test_members_of_a_status_are_listed(assistant: Assistant, question: str, programme: str, status: str) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.programmes, answer.reading.statuses) == ("find", (programme,), (status,))
    assert answer.results
    assert {assistant.base[id].status for id in answer.results} == {status}


@pytest.mark.parametrize("question", ["is WIR! still open", "Läuft WIR! noch?"])
def test_the_status_of_the_programme_itself_is_a_fact(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.attribute, answer.results) == ("ask", "status", ("wir",))


@pytest.mark.parametrize(
    ("question", "programme", "field", "first"),
    [
        ("which go-cluster member has the most members", "go-cluster", "members", "cyberforum"),
        ("größtes Cluster von go-cluster", "go-cluster", "members", "cyberforum"),
        (
            "Welcher Spitzencluster hat die meisten Mitglieder?",
            "leading-edge-cluster-competition",
            "members",
            "medical-valley-emn",
        ),
        (
            "oldest cluster of excellence",
            "excellence-strategy-clusters",
            "start_year",
            "hausdorff-center-for-mathematics",
        ),
    ],
)
def test_a_superlative_over_members_is_of_the_members(
    assistant: Assistant, question: str, programme: str, field: str, first: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.programmes) == ("find", (programme,))
    assert answer.reading.sort is not None
    assert answer.reading.sort.field == field
    assert answer.results[0] == first


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("which programme got the most public money", {"programme"}),
        ("Welches Programm bekommt die meisten öffentlichen Mittel?", {"programme"}),
        ("which cluster got the most public funding", {"cluster", "network"}),
        ("Welches Cluster hat die meisten Fördermittel?", {"cluster", "network"}),
        ("which leading-edge cluster got the most public money", set()),
    ],
)
def test_most_public_money_is_the_largest_budget(assistant: Assistant, question: str, kinds: set[str]) -> None:
    answer = ask(assistant, question)
    assert answer.intent == "find"
    assert answer.reading.sort is not None
    assert (answer.reading.sort.field, answer.reading.sort.descending) == ("budget_eur", True)
    assert set(answer.reading.kinds) == kinds


@pytest.mark.parametrize(
    "question", ["programme with the highest maximum grant", "Programm mit dem höchsten Förderbetrag"]
)
def test_the_highest_grant_is_of_one_project(assistant: Assistant, question: str) -> None:
    sort = ask(assistant, question).reading.sort
    assert sort is not None
    assert (sort.field, sort.descending) == ("max_grant_eur", True)


@pytest.mark.parametrize(
    "question",
    [
        "Wir sind ein Lebensmittelunternehmen aus Magdeburg und möchten uns vernetzen",
        "wir sind ein Lebensmittelhersteller in Magdeburg, wo könnten wir andocken",
        "we make food in Magdeburg and want to connect with others",
    ],
)
def test_whoever_wants_to_connect_is_shown_networks(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).reading.kinds == ("cluster", "network")


@pytest.mark.parametrize("question", ["what of the BMFTR is open right now", "was hat das BMWE gerade offen"])
def test_what_of_a_ministry_is_open_are_its_programmes(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.reading.statuses == ("open",)
    assert answer.results
    assert {assistant.base[id].status for id in answer.results} == {"open"}


def test_a_word_that_stands_in_several_names_is_none_of_them_beside_conditions(assistant: Assistant) -> None:
    answer = ask(assistant, "loans for innovative companies")
    assert (answer.reading.instruments, answer.reading.target_groups) == (("loan",), ("company",))


@pytest.mark.parametrize(
    ("question", "region", "topic"),
    [
        ("is there something comparable to Silicon Saxony in Thuringia?", "DE-TH", "electronics"),
        ("so etwas wie OptoNet in Hessen", "DE-HE", "optics-photonics"),
    ],
)
def test_what_is_like_an_entry_is_sought_elsewhere(
    assistant: Assistant, question: str, region: str, topic: str
) -> None:
    reading = ask(assistant, question).reading
    assert (reading.regions, topic in reading.topics) == ((region,), True)
    assert not reading.entries


@pytest.mark.parametrize("question", ["give me the Thuringian growth cores", "die Thüringer Wachstumskerne bitte"])
def test_members_of_a_class_in_a_land_are_listed(assistant: Assistant, question: str) -> None:
    reading = ask(assistant, question).reading
    assert (reading.programmes, reading.regions) == (("innovative-regional-growth-cores",), ("DE-TH",))


@pytest.mark.parametrize("question", ["NOW GmbH, what kind of company is it?", "EUCLES - was ist das für ein Verein?"])
def test_what_an_organisation_is_makes_no_list(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).intent == "describe"


@pytest.mark.parametrize(
    "question",
    [
        "Wer hat beim 2. Spitzencluster-Wettbewerb gewonnen?",
        "who won the second Leading-Edge Cluster Competition",
        "who won the second round of the Leading-Edge Cluster Competition",
    ],
)
def test_a_competition_by_its_number_is_a_round_of_it(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.reading.programmes == ("leading-edge-cluster-competition",)
    assert {(limit.field, limit.value) for limit in answer.reading.limits} == {("round", 2.0)}
    assert answer.total == 5
