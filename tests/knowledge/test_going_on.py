"""A talk goes on from what was spoken of: facts of it in any words, back to its list, beside another, elsewhere."""

import pytest

from knowledge import Assistant
from tests.knowledge.talk import Said, Talk, ask, text


@pytest.mark.parametrize(
    ("first", "then", "attributes"),
    [
        ("what is HZwo", "and how much federal money did it get?", {"budget", "grant"}),
        ("was ist HZwo", "wieviele Partner und wieviel Geld vom Bund?", {"members", "budget"}),
        ("tell me about OptoNet", "how many members and how much money did they get?", {"members", "budget"}),
        ("what is LOEWE 3", "could I still hand in a proposal there", {"status", "apply"}),
        ("was ist LOEWE 3", "Kann sich unser Institut da noch bewerben?", {"status", "eligibility"}),
        ("what is go-cluster", "who runs that today?", {"managed_by"}),
        ("erzähl mir von ZIM", "und wie hoch ist da die Förderquote?", {"grant"}),
    ],
)
def test_facts_are_asked_of_it_in_words_that_could_be_conditions(
    said: Said, first: str, then: str, attributes: set[str]
) -> None:
    answer = said(first, then)
    assert answer.intent == "ask"
    assert answer.results == said(first).results
    assert attributes.intersection(answer.reading.attributes)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("tell me about Silicon Saxony", "where is the cluster based?"),
        ("erzähl mir von OptoNet", "und wo sitzt das Netzwerk?"),
        ("what is InnoRegio", "who paid for the programme?"),
    ],
)
def test_it_is_called_by_its_kind(said: Said, first: str, then: str) -> None:
    answer = said(first, then)
    assert (answer.intent, answer.results) == ("ask", said(first).results)


@pytest.mark.parametrize("back", ["back to the list please", "zurück zur Liste bitte", "show me the list again"])
def test_the_list_comes_back_after_one_of_it_was_spoken_of(assistant: Assistant, back: str) -> None:
    talk = Talk(assistant)
    listed = talk.says("hydrogen clusters in Saxony")
    talk.says("the second one")
    talk.says("where is it based?")
    again = talk.says(back)
    assert (again.intent, again.results) == ("find", listed.results)


def test_a_fragment_narrows_the_list_behind_the_one_spoken_of(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.says("clusters in Hesse of go-cluster")
    talk.says("the first one")
    narrowed = talk.says("and those on IT?").reading
    assert (narrowed.programmes, narrowed.regions, narrowed.topics) == (("go-cluster",), ("DE-HE",), ("ict",))


def test_is_there_points_to_nothing(said: Said) -> None:
    question = "is there anything for a PhD student with a quantum sensor idea near Ulm?"
    assert said("what is InnoRegio", question).reading == said(question).reading


def test_another_topic_leaves_the_list_behind(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.says("hydrogen clusters in Saxony")
    talk.says("what is ZIM")
    assert talk.says("back to the list").intent != "find"


@pytest.mark.parametrize(
    "line",
    ["compare the two", "vergleich die beiden mal", "put them side by side", "worin unterscheiden sich die zwei"],
)
def test_the_two_spoken_of_last_are_compared(said: Said, line: str) -> None:
    answer = said("what is ZIM", "and IGF?", line)
    assert (answer.intent, set(answer.reading.entries)) == ("compare", {"zim", "igf"})


@pytest.mark.parametrize("line", ["Unterschied zu CORNET?", "difference to CORNET?", "compare it with CORNET"])
def test_it_is_compared_with_what_is_named(said: Said, line: str) -> None:
    answer = said("what is IGF", line)
    assert (answer.intent, answer.reading.entries) == ("compare", ("igf", "cornet"))


@pytest.mark.parametrize("line", ["what does the other one do?", "und die andere?"])
def test_the_other_one_is_the_one_before(said: Said, line: str) -> None:
    assert said("what is ZIM", "what is IGF", line).results == ("zim",)


@pytest.mark.parametrize("line", ["who manages the new one?", "und wer betreut den Nachfolger?"])
def test_a_fact_is_asked_of_what_came_after(said: Said, line: str) -> None:
    before, answer = said("what is KoPa 35c"), said("what is KoPa 35c", line)
    assert (answer.intent, answer.reading.attribute) == ("ask", "managed_by")
    assert answer.results != before.results


@pytest.mark.parametrize("line", ["members of the second one?", "the second one: members?", "Mitglieder vom zweiten?"])
def test_a_fact_in_one_word_is_asked_of_one_of_a_list(said: Said, line: str) -> None:
    listed, answer = said("clusters in Jena"), said("clusters in Jena", line)
    assert (answer.intent, answer.reading.attribute, answer.results) == ("ask", "members", (listed.results[1],))


@pytest.mark.parametrize(
    ("first", "line", "topics"),
    [
        ("Cluster in Hessen", "zum Thema Gesundheit", ("health",)),
        ("clusters in Hesse", "on the topic of health", ("health",)),
        ("hydrogen clusters in Saxony", "all topics again", ()),
        ("Wasserstoffcluster in Sachsen", "alle Themen", ()),
    ],
)
def test_the_topic_of_a_list_is_set_and_freed(said: Said, first: str, line: str, topics: tuple[str, ...]) -> None:
    answer = said(first, line)
    assert (answer.intent, answer.reading.topics) == ("find", topics)
    assert answer.reading.regions == said(first).reading.regions


@pytest.mark.parametrize("line", ["das Gleiche für Berlin", "the same for Berlin please", "und in Berlin?"])
def test_the_same_is_listed_elsewhere(said: Said, line: str) -> None:
    reading = said("photonics clusters in Thuringia", line).reading
    assert (reading.regions, reading.topics) == (("DE-BE",), ("optics-photonics",))


def test_the_order_of_a_list_stays(said: Said) -> None:
    reading = said("Welches Cluster in Sachsen hat die meisten Mitglieder?", "und in Hessen?").reading
    assert reading.regions == ("DE-HE",)
    assert reading.sort
    assert reading.sort.field == "members"


@pytest.mark.parametrize(
    "line", ["sortiert nach Mitgliedern", "sorted by number of members", "nach Größe sortiert", "sort by size please"]
)
def test_a_list_is_sorted_when_asked_to(said: Said, line: str) -> None:
    answer = said("clusters in Saxony", line)
    assert answer.reading.sort
    assert (answer.reading.sort.field, answer.reading.regions) == ("members", ("DE-SN",))


@pytest.mark.parametrize("line", ["which of them won Clusters4Future?", "davon nur die aus Clusters4Future"])
def test_those_of_a_list_that_belong_to_a_programme(said: Said, line: str) -> None:
    reading = said("quantum clusters in Bavaria", line).reading
    assert (reading.programmes, reading.topics) == (("clusters4future",), ("quantum",))


def test_what_one_no_longer_asks_is_not_ruled_out(said: Said) -> None:
    reading = said("Programme in Niedersachsen für Hochschulen", "egal ob offen oder nicht. und für Kommunen?").reading
    assert (reading.target_groups, dict(reading.excluded)) == (("municipality",), {})


def test_the_programmes_of_the_organisation_spoken_of(said: Said) -> None:
    answer = said("what is PtJ", "which programmes does it run?")
    assert (answer.intent, answer.reading.funders) == ("find", ("ptj",))
    assert "wir" in answer.results + answer.also or answer.total > 1


def test_the_same_fact_of_another_organisation(said: Said) -> None:
    answer = said("what is PtJ", "which programmes does it run?", "and BAFA?")
    assert text(answer)
    assert "bafa" in (*answer.results, *answer.reading.funders)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("programmes of the Bavarian economics ministry", "stmwi-bayern"),
        ("Welche Programme finanziert das Wirtschaftsministerium von NRW", "mwike-nrw"),
        ("Förderprogramme vom hessischen Wirtschaftsministerium", "hmwvw"),
        ("programmes of the economics ministry", "bmwe"),
    ],
)
def test_the_ministry_of_a_land_is_not_that_of_the_federation(assistant: Assistant, question: str, names: str) -> None:
    assert ask(assistant, question).reading.funders == (names,)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("logistics networks in Central Germany", ("cluster", "network")),
        ("biggest cluster in Baden-Württemberg by members?", ("cluster", "network")),
        ("größtes Cluster in Bayern nach Mitgliedern", ("cluster", "network")),
        ("biggest programme in Saxony by budget", ("programme",)),
        ("any IT network in Hesse you can recomend?", ("cluster", "network")),
    ],
)
def test_conditions_are_no_name(assistant: Assistant, question: str, kinds: tuple[str, ...]) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.reading.kinds, answer.reading.entries) == ("find", kinds, ())


def test_words_that_hold_a_sentence_together_are_no_topic(assistant: Assistant) -> None:
    assert "construction" not in ask(assistant, "which technologies does Germany bet on right now?").reading.topics


def test_a_clause_that_only_tells_asks_nothing(assistant: Assistant) -> None:
    answer = ask(assistant, "what is BioRegio, my boss was part of it in the 90s")
    assert (answer.intent, answer.results) == ("describe", ("bioregio",))


@pytest.mark.parametrize("question", ["HAW = Fachhochschule?", "university of applied sciences = HAW?"])
def test_a_term_said_twice_over_is_explained(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.results) == ("define", ("concept-university-of-applied-sciences",))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who ran InnoRegio", "was run by"),
        ("who paid for InnoRegio", "was paid by"),
        ("wer hat InnoRegio bezahlt", "Geldgeber von InnoRegio damals"),
    ],
)
def test_what_has_ended_is_told_in_the_past(assistant: Assistant, question: str, said: str) -> None:
    assert said in text(ask(assistant, question))


def test_how_to_apply_is_said_once(assistant: Assistant) -> None:
    told = text(ask(assistant, "who can apply for LuFo and how"))
    assert told.count("sketch first") == 1
