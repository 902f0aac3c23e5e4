"""JSON Schemas of the entries, which let an editor complete and check the data files while they are written."""

import json
from typing import Any

from knowledge.store.codes import KINDS, Kind
from knowledge.store.entries import MODELS


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a data file of this kind: a list of entries."""
    entry = MODELS[kind].model_json_schema()
    definitions = entry.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{entry['title']} file",
        "type": "array",
        "items": {"$ref": f"#/$defs/{entry['title']}"},
        "$defs": {entry["title"]: entry} | definitions,
    }


def render() -> dict[str, str]:
    """The schema files by name."""
    return {f"{kind}.json": json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n" for kind in KINDS}
