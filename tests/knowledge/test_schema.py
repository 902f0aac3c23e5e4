"""The JSON Schemas that editors check the data files with."""

import pytest

from knowledge.store import schema
from knowledge.store.codes import KINDS, Kind
from knowledge.store.layout import DATA, SCHEMA


def test_committed_schemas_are_current() -> None:
    """Bring them up to date with `python -m knowledge.compile`."""
    folder = DATA / SCHEMA
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == schema.render()


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_describes_every_field(kind: Kind) -> None:
    content = schema.schema(kind)
    entry = content["$defs"][kind.capitalize()]
    assert [name for name, field in entry["properties"].items() if "description" not in field] == []
    assert entry["additionalProperties"] is False
    assert entry["required"] == ["id", "kind"]


def test_every_data_file_names_its_schema() -> None:
    files = [path for kind in KINDS for path in (DATA / f"{kind}s").iterdir()]
    first = {path: path.read_text(encoding="utf-8").splitlines()[0] for path in files}
    assert first == {
        path: f"# yaml-language-server: $schema=../schema/{path.parent.name.removesuffix('s')}.json" for path in files
    }
