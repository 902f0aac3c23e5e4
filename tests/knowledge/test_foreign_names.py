"""Names that nobody had in mind: those of organisations loaded from a file are found however people write them."""

import json
import random
from collections.abc import Iterable
from typing import Final

import pytest

from knowledge import Assistant, load
from tests.knowledge.talk import ask, shown
from tests.knowledge.test_typos import with_a_slip

NAMES: Final = (
    *("Institut für Angewandte Schneeforschung", "Institut für Technische Mykologie Greifswald"),
    *(
        "Institut für Historische Mühlenkunde",
        "Leibniz-Institut für Moorökologie",
        "Max-Planck-Institut für Akarologie",
    ),
    *("Fraunhofer-Institut für Holzfaserlogistik", "Helmholtz-Zentrum für Gletscherkunde"),
    *("Deutsches Zentrum für Bienengesundheit", "Bundesanstalt für Torfwirtschaft", "Bundesamt für Kartenkunde"),
    *("Staatliches Museum für Glockenkunde Apolda", "Stiftung Deutsches Knopfmuseum", "Universität Hohenstetten"),
    *(
        "Technische Universität Wolfenbrück",
        "Universitätsklinikum Lindenau",
        "Hochschule für Korbgestaltung Lichtenfels",
    ),
    *("Fachhochschule Bad Salzbrunnen", "Akademie für Gehölzpflege", "Gesellschaft für Angewandte Limnologie"),
    *("Forschungsverbund Küstenvögel Hiddensee", "Kompetenzstelle Altpapierchemie", "Verein zur Pflege der Flößerei"),
    *("Landesamt für Quellenschutz Hinterzarten", "Wollweber & Söhne Spinntechnik GmbH", "Sternwarte Rauenstein"),
    *("Ostseelabor für Algenzucht", "Zweckverband Heidewasser Munster", "Arbeitskreis Lehmbau Oderbruch"),
    *("Nordic Centre for Reindeer Health", "Institute of Applied Puppetry", "Royal Society for Bell Founding"),
    *("Academy of Maritime Folklore", "Alpine Laboratory for Avalanche Physics", "University of Northern Wessex"),
    *("Aurora Beetle Genomics Ltd", "Kobayashi Ceramics Research", "Fundação Oceano Profundo", "Société du Givre"),
    *("Łódzkie Centrum Tkactwa", "Observatório da Serra Verde"),
)
SHORTENED: Final = {
    "Inst. f. Angew. Schneeforschung": "Institut für Angewandte Schneeforschung",
    "Inst. f. Techn. Mykologie Greifswald": "Institut für Technische Mykologie Greifswald",
    "Inst. für Mühlenkunde": "Institut für Historische Mühlenkunde",
    "Leibniz-Inst. f. Moorökologie": "Leibniz-Institut für Moorökologie",
    "MPI für Akarologie": "Max-Planck-Institut für Akarologie",
    "Dt. Zentrum f. Bienengesundheit": "Deutsches Zentrum für Bienengesundheit",
    "Bundesanst. f. Torfwirtschaft": "Bundesanstalt für Torfwirtschaft",
    "Uni Hohenstetten": "Universität Hohenstetten",
    "TU Wolfenbrück": "Technische Universität Wolfenbrück",
    "Uniklinik Lindenau": "Universitätsklinikum Lindenau",
    "HS für Korbgestaltung": "Hochschule für Korbgestaltung Lichtenfels",
    "FH Bad Salzbrunnen": "Fachhochschule Bad Salzbrunnen",
    "Ges. f. Angew. Limnologie": "Gesellschaft für Angewandte Limnologie",
    "Inst. of Applied Puppetry": "Institute of Applied Puppetry",
    "Univ. of Northern Wessex": "University of Northern Wessex",
    "Wollweber und Soehne": "Wollweber & Söhne Spinntechnik GmbH",
    "Lodzkie Centrum Tkactwa": "Łódzkie Centrum Tkactwa",
}
WITHOUT_A_WORD: Final = {
    "Institut Angewandte Schneeforschung": "Institut für Angewandte Schneeforschung",
    "Institut für Schneeforschung": "Institut für Angewandte Schneeforschung",
    "Institut für Mykologie Greifswald": "Institut für Technische Mykologie Greifswald",
    "Institut für Technische Mykologie": "Institut für Technische Mykologie Greifswald",
    "Leibniz Moorökologie": "Leibniz-Institut für Moorökologie",
    "Zentrum für Bienengesundheit": "Deutsches Zentrum für Bienengesundheit",
    "Museum für Glockenkunde Apolda": "Staatliches Museum für Glockenkunde Apolda",
    "Staatliches Museum für Glockenkunde": "Staatliches Museum für Glockenkunde Apolda",
    "Knopfmuseum": "Stiftung Deutsches Knopfmuseum",
    "Hochschule Lichtenfels": "Hochschule für Korbgestaltung Lichtenfels",
    "Forschungsverbund Hiddensee": "Forschungsverbund Küstenvögel Hiddensee",
    "Verein Flößerei": "Verein zur Pflege der Flößerei",
    "Wollweber Spinntechnik": "Wollweber & Söhne Spinntechnik GmbH",
    "Heidewasser Munster": "Zweckverband Heidewasser Munster",
    "Lehmbau Oderbruch": "Arbeitskreis Lehmbau Oderbruch",
    "Centre for Reindeer Health": "Nordic Centre for Reindeer Health",
    "Society for Bell Founding": "Royal Society for Bell Founding",
    "Laboratory for Avalanche Physics": "Alpine Laboratory for Avalanche Physics",
    "Kobayashi Ceramics": "Kobayashi Ceramics Research",
    "Aurora Beetle Genomics": "Aurora Beetle Genomics Ltd",
    "Oceano Profundo": "Fundação Oceano Profundo",
}
ABSENT: Final = (
    *("Institut für Angewandte Nebelforschung", "Institut für Zauberei Hintertupfingen", "Universität Krähwinkel"),
    *("Max-Planck-Institut für Pomologie", "Fraunhofer-Institut für Strohlogistik", "TU Schilda"),
    *("Helmholtz-Zentrum für Vulkankunde", "Staatliches Museum für Hutmode Lauscha", "Uniklinik Entenhausen"),
    *("Society for Kite Making", "Institute of Quantum Gardening", "Xylophon Verleih Meier GmbH"),
    *("Leibniz-Institut für Wolkenkunde", "Deutsches Zentrum für Drachenflug", "Bundesamt für Zeitreisen"),
    *("Hochschule für Zirkuskunst Buxtehude", "Akademie für Teezeremonie", "Forschungsverbund Alpensalamander"),
    *("Sternwarte Bielstein", "Stiftung Haus der Laternen", "Academy of Juggling Science"),
    *("University of Southern Narnia", "Takahashi Robotics Kyoto", "Verein der Freunde des Jodelns"),
)
QUESTIONS: Final = ("{}", "tell me about {}", "Was ist {}?", "Erzähl mir etwas über {}")
FIRST: Final = 3


@pytest.fixture(scope="module", params=["alone", "over the shipped"])
def foreign(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over the organisations of a file, with and without the shipped knowledge beneath."""
    lines = [
        json.dumps({"id": f"foreign-{number}", "kind": "organisation", "name_de": name})
        for number, name in enumerate(NAMES)
    ]
    path = tmp_path_factory.mktemp("foreign") / "organisations.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Assistant(load([str(path)] if request.param == "alone" else ["shipped", str(path)]).base)


def missed(assistant: Assistant, asked: Iterable[tuple[str, str]]) -> list[str]:
    """The questions for which the organisation that was meant is none of the first proposed."""
    return [
        question
        for question, name in asked
        if f"foreign-{NAMES.index(name)}" not in shown(ask(assistant, question))[:FIRST]
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_name_is_found_as_it_is_written(foreign: Assistant, question: str) -> None:
    assert missed(foreign, ((question.format(name), name) for name in NAMES)) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_slip_costs_at_most_one_name_in_forty(foreign: Assistant, question: str) -> None:
    chance = random.Random(question)
    lost = missed(foreign, [(question.format(with_a_slip(name, chance)), name) for name in NAMES])
    assert len(lost) <= 1, lost


@pytest.mark.parametrize("written", [*SHORTENED, *WITHOUT_A_WORD])
def test_what_people_shorten_or_leave_out_does_not_hide_a_name(foreign: Assistant, written: str) -> None:
    name = (SHORTENED | WITHOUT_A_WORD)[written]
    assert missed(foreign, [(question.format(written), name) for question in QUESTIONS]) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_is_not_there_is_not_taken_for_another(foreign: Assistant, question: str) -> None:
    answers = {name: ask(foreign, question.format(name)) for name in ABSENT}
    taken = {name: answer.results for name, answer in answers.items() if answer.outcome == "answer"}
    assert len(taken) <= 0.1 * len(ABSENT), taken
