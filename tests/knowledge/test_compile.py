"""What is compiled is current, is what the assistant starts from, and is written only where something has changed."""

import json
from pathlib import Path

import pytest

from knowledge import Assistant, KnowledgeBase, index
from knowledge import compile as compiling
from knowledge.answering import wording
from knowledge.index import Filed, file_all, made_from
from knowledge.intents import train
from knowledge.intents.classify import Model, read_model
from knowledge.store import yaml_file
from knowledge.store.codes import LANGUAGES
from knowledge.store.layout import COMPILED, DATA
from knowledge.store.load import KnowledgeError
from tests.knowledge.talk import ask


class MadeAnewError(Exception):
    """Something was made that is there already."""


@pytest.fixture
def never_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*made_from: object) -> None:
        raise MadeAnewError

    monkeypatch.setattr(index, "file_all", fail)
    monkeypatch.setattr(yaml_file, "parse", fail)


def test_the_model_was_trained_on_the_examples_as_they_are(shipped: KnowledgeBase) -> None:
    assert read_model().digest == train.intents_digest(shipped)


def test_the_index_was_made_from_the_knowledge_and_the_model_as_they_are(shipped: KnowledgeBase) -> None:
    filed = json.loads((DATA / COMPILED / index.FILE).read_bytes())
    assert shipped.digest
    assert filed["made_from"] == made_from(shipped, read_model())


@pytest.mark.usefixtures("never_anew")
def test_the_assistant_starts_from_the_compiled_index(shipped: KnowledgeBase) -> None:
    assert ask(Assistant(shipped), "who funds ZIM").results == ("zim",)


@pytest.mark.usefixtures("never_anew")
def test_other_knowledge_is_not_looked_up_in_the_compiled_index(shipped: KnowledgeBase) -> None:
    with pytest.raises(MadeAnewError):
        Assistant(KnowledgeBase(shipped.entries.values(), shipped.vocabulary))
    with pytest.raises(MadeAnewError):
        Assistant(KnowledgeBase(shipped.entries.values(), shipped.vocabulary, "other than what was compiled"))


def test_other_knowledge_is_indexed_once(shipped: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Filed] = []

    def file_and_note(base: KnowledgeBase, model: Model) -> Filed:
        made.append(file_all(base, model))
        return made[-1]

    monkeypatch.setattr(index, "file_all", file_and_note)
    assistant = Assistant(KnowledgeBase([shipped["zim"]], shipped.vocabulary))
    assert ask(assistant, "ZIM").results == ask(assistant, "what is ZIM").results == ("zim",)
    assert len(made) == 1


@pytest.mark.usefixtures("never_anew")
@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_come_from_what_was_compiled(language: str) -> None:
    compiled = json.loads((DATA / COMPILED / wording.COMPILED_FILE).read_bytes())
    read_anew = wording.wording.__wrapped__
    assert read_anew(language).keys() == compiled[language]["messages"].keys()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that everything compiled goes to; there is one maker, of one file."""
    monkeypatch.setattr(compiling, "DATA", tmp_path)
    monkeypatch.setattr(compiling, "MAKERS", (("made", lambda: {"ä.json": '{"ä": 1}\n'}),))
    return tmp_path


def test_only_what_is_not_current_is_written_and_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / "made" / "ä.json"
    assert (compiling.main(), capsys.readouterr().out) == (0, "made/ä.json written\n")
    written = path.stat().st_mtime_ns
    assert (compiling.main(), capsys.readouterr().out, path.stat().st_mtime_ns) == (0, "", written)
    path.write_text("{}\n")
    assert (compiling.main(), capsys.readouterr().out) == (0, "made/ä.json written\n")
    assert path.read_bytes() == '{"ä": 1}\n'.encode()


def test_knowledge_that_is_not_valid_is_not_compiled(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> dict[str, str]:
        raise KnowledgeError(["zim.yaml:3: kind: is missing", "zim.yaml:9: kind: is missing"])

    monkeypatch.setattr(compiling, "MAKERS", (("made", fail),))
    assert compiling.main() == 1
    assert capsys.readouterr().err == "zim.yaml:3: kind: is missing\nzim.yaml:9: kind: is missing\n"
    assert list((data / "made").iterdir()) == []
