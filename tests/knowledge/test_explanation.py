"""How an answer came about, step by step, for a person to read."""

from datetime import date

import pytest

from knowledge import Assistant, Conversation, Explanation

STEPS = ["words", "meaning", "intent", "reading", "results"]


def explain(assistant: Assistant, text: str, conversation: Conversation | None = None) -> Explanation:
    return assistant.explain(text, conversation or Conversation(), date(2026, 8, 1))


def section(explanation: Explanation, name: str) -> str:
    """The lines of one step."""
    lines = list(explanation.lines())
    begin = lines.index(name) + 1
    end = next((place for place in range(begin, len(lines)) if not lines[place].startswith(" ")), len(lines))
    return "\n".join(lines[begin:end])


@pytest.mark.parametrize("text", ["who pays for ZIM", "", "🚀", "Wasserstofnetzwerke in sachsen"])
def test_every_explanation_goes_through_the_steps_in_order(assistant: Assistant, text: str) -> None:
    lines = list(explain(assistant, text).lines())
    assert [line for line in lines if line in STEPS] == STEPS
    assert all(line.strip() for line in lines)


def test_it_explains_the_very_answer(assistant: Assistant) -> None:
    for text in ("which programmes fund eastern Germany", "who funds ZIM", "qwertz"):
        assert explain(assistant, text).answer == assistant.answer(text, Conversation(), date(2026, 8, 1))


def test_words_stand_as_they_were_written_and_as_they_were_heard(assistant: Assistant) -> None:
    said = section(explain(assistant, "Wasserstofnetzwerke in Saxnoy"), "words")
    assert "Wasserstofnetzwerke" in said
    assert "compound" in said
    assert "Saxnoy" in said
    assert "saxony" in said
    assert "not known" in section(explain(assistant, "xyzzy"), "words")


def test_what_the_words_mean_stands_with_its_score(assistant: Assistant) -> None:
    said = section(explain(assistant, "Wasserstofnetzwerke in Sachsen"), "meaning")
    assert "topic hydrogen" in said
    assert "region DE-SN" in said
    assert "1.00" in said


def test_what_is_asked_stands_beside_it(assistant: Assistant) -> None:
    assert "attribute funders" in section(explain(assistant, "who pays for ZIM"), "meaning")


def test_near_names_stand_with_their_scores(assistant: Assistant) -> None:
    assert "silicon-saxony" in section(explain(assistant, "Silikon Saxony"), "meaning")


def test_the_intents_stand_with_their_probabilities_the_likeliest_first(assistant: Assistant) -> None:
    explanation = explain(assistant, "who pays for ZIM")
    assert section(explanation, "intent").splitlines()[0].strip().startswith("ask.funders")
    probabilities = [scored.probability for scored in explanation.scored]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1.0)


def test_the_reading_stands_with_what_was_carried_over(assistant: Assistant) -> None:
    first = explain(assistant, "photonics clusters in Thuringia")
    assert "carried" not in section(first, "reading")
    then = section(explain(assistant, "and in Saxony?", first.answer.conversation), "reading")
    assert "carried over" in then
    assert "DE-SN" in then
    assert "optics-photonics" in then
    carried = [line for line in then.splitlines() if "carried over" in line]
    assert any("topics" in line for line in carried)
    assert not any("regions" in line for line in carried)


def test_why_each_entry_is_in_a_list_is_told(assistant: Assistant) -> None:
    told = section(explain(assistant, "programmes for SMEs on hydrogen in Saxony"), "results").splitlines()
    explanation = explain(assistant, "programmes for SMEs on hydrogen in Saxony")
    assert len(told) == len(explanation.answer.results) + len(explanation.answer.also)
    assert all("meets" in line for line in told)
    assert any("also" in line and "for everyone" in line for line in told)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("who pays for ZIM", "zim: named by 'ZIM' (exact 1.00)"),
        ("Zentrales Inovationsprogramm Mitelstand", "zim: named by"),
        ("Saxony Silicon", "its name 'Silicon Saxony' is near"),
        ("what is a consortium", "concept-consortium: named by 'consortium'"),
        ("how is the weather", "none"),
    ],
)
def test_why_an_entry_is_the_answer_is_told(assistant: Assistant, question: str, why: str) -> None:
    assert why in section(explain(assistant, question), "results")


def test_what_was_spoken_of_is_told_to_be(assistant: Assistant) -> None:
    first = explain(assistant, "what is go-cluster")
    then = explain(assistant, "who pays for it?", first.answer.conversation)
    assert section(then, "results").strip() == "go-cluster: spoken of before, or what follows from it"
