"""What makes an answer right: the checks of `tests/questions`, one generator each.

>>> list(faults({"intent": "find", "must": ["zim"]}, {"intent": "count", "results": ["wir"]}))
["intent is 'count', not 'find'", 'zim is missing']
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from knowledge.store.codes import PAGE

Gold = Mapping[str, Any]
"""What a right answer holds; `tests/questions/README.md` lists the checks."""
Reply = Mapping[str, Any]
"""An answer as the JSON object that programs read."""

QUESTIONS: Final = Path(__file__).parents[1] / "questions"
HARDER: Final = QUESTIONS / "harder"
FIELDS: Final = ("intent", "outcome", "language")
SLOTS: Final = (
    *("kinds", "entries", "regions", "places", "topics", "target_groups"),
    *("statuses", "funders", "instruments", "programmes"),
)


def questions(folder: Path = QUESTIONS) -> list[dict[str, Any]]:
    """All questions of a folder, each file in its order, so that the lines of a chat follow each other.

    Each has the name of its file as `file`.
    """
    return [
        {**json.loads(line), "file": path.stem}
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def faults(gold: Gold, reply: Reply) -> Iterator[str]:
    """What is wrong with this reply, one short phrase a fault; nothing where it is right."""
    yield from _misread(gold, reply)
    yield from _wrongly_shown(gold, reply)
    yield from _wrongly_said(gold, reply)
    yield from _against_the_contract(reply)


def _misread(gold: Gold, reply: Reply) -> Iterator[str]:
    for field in FIELDS:
        if field in gold and reply.get(field) not in _one_or_many(gold[field]):
            yield f"{field} is {reply.get(field)!r}, not {gold[field]!r}"
    reading = reply.get("reading", {})
    for slot in SLOTS:
        if slot in gold and set(reading.get(slot, ())) not in _alternatives(gold[slot]):
            yield f"{slot} is {sorted(reading.get(slot, ()))}, not {gold[slot]}"
    if "attribute" in gold and reading.get("attribute") not in _one_or_many(gold["attribute"]):
        yield f"attribute is {reading.get('attribute')!r}, not {gold['attribute']!r}"


def _wrongly_shown(gold: Gold, reply: Reply) -> Iterator[str]:
    shown = {*reply.get("results", ()), *reply.get("also", ())}
    yield from (f"{id} is missing" for id in gold.get("must", ()) if id not in shown)
    if gold.get("must_any") and shown.isdisjoint(gold["must_any"]):
        yield f"none of {gold['must_any']} is shown"
    yield from (f"{id} does not belong here" for id in gold.get("must_not", ()) if id in shown)
    first = next(iter(reply.get("results", ())), None)
    if "first" in gold and first not in _one_or_many(gold["first"]):
        yield f"the first is {first}, not {gold['first']}"
    if "total" in gold:
        low, high = gold["total"] if isinstance(gold["total"], list) else (gold["total"], gold["total"])
        if not low <= reply["total"] <= high:
            yield f"total is {reply['total']}, not {gold['total']}"


def _wrongly_said(gold: Gold, reply: Reply) -> Iterator[str]:
    def says(pattern: str) -> bool:
        return re.search(pattern, reply["text"], re.IGNORECASE | re.DOTALL) is not None

    yield from (f"the text lacks /{pattern}/" for pattern in gold.get("text", ()) if not says(pattern))
    yield from (f"the text has /{pattern}/" for pattern in gold.get("text_not", ()) if says(pattern))
    if gold.get("link") and not any(gold["link"] in link for link in reply["links"]):
        yield f"no link holds {gold['link']!r}"


def _against_the_contract(reply: Reply) -> Iterator[str]:
    """What no answer may do, whatever was asked."""
    results, also = reply.get("results", ()), reply.get("also", ())
    if max(len(results), len(also)) > PAGE:
        yield "more than a page"
    if set(results) & set(also):
        yield "an id among the results and beside them"
    if reply.get("intent") in ("find", "count") and reply.get("total", 0) < len(results):
        yield "fewer in total than on the page"
    if reply.get("outcome") == "answer" and reply.get("reading", {}).get("entries") and not reply.get("links"):
        yield "an answer about an entry without a link"


def _one_or_many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _alternatives(value: list[Any]) -> list[set[str]]:
    """A slot's value as a list of acceptable sets: ["a"] is one, [["a"], ["a", "b"]] are two."""
    if value and all(isinstance(item, list) for item in value):
        return [set(item) for item in value]
    return [set(value)]
