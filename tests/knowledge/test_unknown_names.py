"""Names that nobody bears are said not to be known; real names, and conditions in capitals, are no such names."""

import pytest

from knowledge import Assistant
from tests.knowledge.talk import ask, text


@pytest.mark.parametrize(
    "question",
    [
        "Heidelberg Photonics Alliance 2040",
        "tell me about the Heidelberg Photonics Alliance 2040",
        "who funds the Heidelberg Photonics Alliance 2040?",
        "Wer leitet die Heidelberg Photonics Alliance 2040?",
        "Programm NordWind 2040",
        "Was ist das Programm NordWind 2040?",
        "how do I apply for the NordWind 2040 programme",
        "Wann endet das Programm NordWind 2040?",
        "Förderpreis Quappenbach",
        "Wer vergibt den Förderpreis Quappenbach?",
        "who won the Quappenbach Award",
        "Wie beantrage ich den Fonds Quappenbach?",
        "who runs the Blue Heron Consortium",
        "Spitzencluster Bernsteinküste",
        "Wie viele Mitglieder hat das Netzwerk Bienenstock Nordheim?",
        "Wer leitet das Zaubernetz Hintertupfingen?",
        "who runs the Qwertzberg network of excellence",
        pytest.param(
            "tell me about Zaubernetz Hintertupfingen",
            marks=pytest.mark.xfail(strict=True, reason="taken for something beyond the scope, not for a name"),
        ),
        pytest.param(
            "ZIM 2040",
            marks=pytest.mark.xfail(strict=True, reason="taken for something beyond the scope, not for a name"),
        ),
    ],
)
def test_a_name_that_is_not_known_is_not_guessed(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.outcome, answer.results, answer.also, answer.total) == ("none", (), (), 0)
    assert answer.reading.entries == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("tell me about the Heidelberg Photonics Alliance 2040", "do not know that name"),
        ("Was ist das Programm NordWind 2040?", "nicht bekannt"),
    ],
)
def test_it_is_said_that_the_name_is_not_known(assistant: Assistant, question: str, said: str) -> None:
    assert said in text(ask(assistant, question))


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Medical Valley EMN", "medical-valley-emn"),
        ("Packaging Valley", "packaging-valley"),
        ("Enterprise Europe Network", "een"),
        ("Logistik Netzwerk Thüringen", "logistik-netzwerk-thueringen"),
    ],
)
def test_a_real_name_around_the_same_words_is_known(assistant: Assistant, name: str, id: str) -> None:
    for question in (name, f"tell me about {name}", f"Was ist {name}?"):
        assert id in ask(assistant, question).results


@pytest.mark.parametrize(
    ("question", "region", "topic"),
    [
        ("Photonics Network Thuringia", "DE-TH", "optics-photonics"),
        ("photonics network thuringia", "DE-TH", "optics-photonics"),
        ("PHOTONICS NETWORK THURINGIA", "DE-TH", "optics-photonics"),
        ("Cluster Photonik Thüringen", "DE-TH", "optics-photonics"),
        ("Hydrogen Cluster Saxony", "DE-SN", "hydrogen"),
        ("Netzwerk Wasserstoff Sachsen", "DE-SN", "hydrogen"),
        ("A Cluster For Hydrogen In Saxony", "DE-SN", "hydrogen"),
    ],
)
def test_conditions_are_a_plain_list_however_they_are_written(
    assistant: Assistant, question: str, region: str, topic: str
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.outcome) == ("find", "answer")
    assert (answer.reading.regions, answer.reading.topics) == ((region,), (topic,))
    assert answer.results


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("hydrogen network 2030", ("hydrogen",)),
        ("is there a cluster 4 hydrogen", ("hydrogen",)),
        ("FUNDING PROGRAMME 2026 HYDROGEN", ("hydrogen",)),
        ("programme 4 startups in berlin", ()),
    ],
)
def test_where_all_is_written_alike_a_number_makes_no_name(
    assistant: Assistant, question: str, topics: tuple[str, ...]
) -> None:
    answer = ask(assistant, question)
    assert (answer.intent, answer.outcome, answer.reading.topics) == ("find", "answer", topics)


def test_a_word_of_the_texts_is_no_part_of_an_unknown_name(assistant: Assistant) -> None:
    assert ask(assistant, "Which Photonics Cluster is in Thuringia?").intent == "find"
    assert ask(assistant, "Innovation network Berlin").intent == "find"
