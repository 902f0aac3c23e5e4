"""The conditions of a list in words, as they follow its noun: each brings its own preposition or comma.

>>> conditions = Conditions(Phrases(base, "en"))
>>> conditions.all(Reading(kinds=("programme",), regions=("DE-SN",), topics=("hydrogen",)), 2)
' for Saxony on hydrogen'
>>> conditions.all(Reading(limits=(Limit(field="start_year", op=">", value=2015),)), 2)
' that started after 2015'
"""

from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.answering.phrases import Phrases
from knowledge.reading.reading import ROUND, Reading

OPERATORS: Final = {"<": "below", "<=": "most", "=": "exactly", ">=": "least", ">": "above"}
"""How the messages of a limit are called, by what they compare."""
RANGE: Final = [">=", "<="]
"""Two limits on one figure that are said as one."""
ALLIANCES: Final = frozenset({"cluster", "network"})
FOR_PROGRAMMES: Final = frozenset({"open", "running"})
"""Statuses that only programmes have; a cluster is active."""


class Conditions:
    """Says conditions in one language."""

    def __init__(self, phrases: Phrases) -> None:
        """`phrases` names things in the language of the answer."""
        self.phrases = phrases
        self.say = phrases.wording.say

    def all(self, reading: Reading, count: int, home_first: bool = True) -> str:
        """All conditions of a reading, in the order in which they are said; empty where there are none.

        Args:
            reading: What was asked.
            count: How many entries the conditions follow, by which verbs are bent.
            home_first: Whether a list follows, in which what is at home in the city named stands first.
        """
        return "".join(text for slot, text in self._parts(reading, count) if home_first or slot != "places")

    def of(self, reading: Reading, slots: Sequence[str]) -> str:
        """The conditions that some slots set, each in quotation marks."""
        found = [text.strip(" ,") for slot, text in self._parts(reading, 2) if slot in slots]
        return self.phrases.wording.join([self.say("quoted", text=text) for text in found])

    def _parts(self, reading: Reading, count: int) -> Iterator[tuple[str, str]]:
        """Each condition with its slot."""
        codes = self.phrases.codes
        if reading.programmes:
            yield "programmes", self.say("condition.programmes", values=codes("programmes", reading.programmes, "or"))
        if reading.regions:
            yield from self._regions(reading)
        # Clusters are for nobody in particular: whom something is for is a condition of programmes alone.
        special = ("topics", "target_groups") if not reading.kinds or "programme" in reading.kinds else ("topics",)
        for slot in special:
            if values := getattr(reading, slot):
                yield slot, self.say(f"condition.{slot}", values=codes(slot, values))
        if reading.funders:
            yield "funders", self._funders(reading.funders, "condition.funders", "condition.group")
        if reading.instruments:
            values = codes("instruments", reading.instruments, "or")
            yield "instruments", self.say("condition.instruments", values=values)
        if reading.statuses and not _is_said_by_final_year(reading):
            yield "statuses", self._statuses(reading, count)
        for text in self._limits(reading):
            yield "limits", text
        for text in self._excluded(reading, count):
            yield "excluded", text
        if reading.sort:
            yield "sort", self.say(f"known.{self.figure(reading.sort.field, reading)}")

    # Where

    def _regions(self, reading: Reading) -> Iterator[tuple[str, str]]:
        home = "home" if "programme" not in reading.kinds else "regions"
        yield "regions", self._placed(home, reading.regions)
        cities = self.phrases.codes("places", reading.places)
        if cities and home == "home" and cities != self.phrases.codes("regions", reading.regions):
            yield "places", self.say("condition.places", values=cities)

    def _placed(self, preposition: str, regions: Sequence[str]) -> str:
        """Regions behind a preposition; some need an article, and then each has a preposition of its own."""
        special = [f"placed.{preposition}.{region}" for region in regions]
        if not any(key in self.phrases.wording for key in special):
            return self.say(f"condition.{preposition}", values=self.phrases.codes("regions", regions))
        each = [
            self.say(key)
            if key in self.phrases.wording
            else self.say(f"condition.{preposition}", values=self.phrases.code("regions", region)).strip()
            for key, region in zip(special, regions, strict=True)
        ]
        return " " + self.phrases.wording.join(each)

    # Who pays

    def _funders(self, funders: Sequence[str], one_by_one: str, as_group: str) -> str:
        """Who pays, by the name of a group where all that belong to it were meant ("the federation")."""
        for group in self.phrases.base.vocabulary.funders:
            key = f"{as_group}.{group.id}"
            if len(group.organisations) > 1 and set(group.organisations) == set(funders):
                if key in self.phrases.wording:
                    return self.say(key)
                return self.say(one_by_one, values=group.name(self.phrases.language))
        return self.say(one_by_one, values=self.phrases.codes("funders", funders, "or"))

    # Whether it is open

    def _statuses(self, reading: Reading, count: int) -> str:
        if len(reading.statuses) > 1:
            values = self.phrases.codes("statuses", reading.statuses, "or", attributive=True)
            return self.say("condition.statuses.several", values=values)
        status, kinds = reading.statuses[0], set(reading.kinds)
        if status in FOR_PROGRAMMES and "programme" not in kinds:
            status = "active" if kinds or reading.programmes else f"{status}_or_active"
        return self.say(f"condition.statuses.{status}", count=count)

    # Figures

    def _limits(self, reading: Reading) -> Iterator[str]:
        for field in dict.fromkeys(limit.field for limit in reading.limits):
            limits = [limit for limit in reading.limits if limit.field == field]
            if field == ROUND:
                yield self.say("condition.round", value=int(limits[0].value))
                continue
            figure = self.figure(field, reading)
            values = [self._value(figure, limit.value) for limit in limits]
            if [limit.op for limit in limits] == RANGE:
                yield self.say(f"limit.{figure}.range", low=values[0], high=values[1])
                continue
            for limit, value in zip(limits, values, strict=True):
                yield self.say(f"limit.{figure}.{OPERATORS[limit.op]}", value=value)

    def figure(self, field: str, reading: Reading) -> str:
        """What a figure is called of what was asked for: clusters are founded, programmes start."""
        kinds = set(reading.kinds)
        if field in ("start_year", "founded"):
            return "founded" if (kinds or reading.programmes) and kinds <= ALLIANCES else "start_year"
        return field

    def _value(self, figure: str, value: float) -> str:
        """What a figure is compared with: a year, a sum of money, a share or another number."""
        wording = self.phrases.wording
        if figure.endswith("year") or figure == "founded":
            return str(int(value))
        if figure.endswith("eur"):
            return wording.money(value)
        return wording.share(value) if figure == "grant_rate" else wording.number(value)

    # What was ruled out

    def _excluded(self, reading: Reading, count: int) -> Iterator[str]:
        ruled_out = dict(reading.excluded)
        places = ruled_out.pop("places", ())
        if places:
            ruled_out["regions"] = self._named_themselves(ruled_out.get("regions", ()), places)
        where = [self._city(name) for name in places]
        where += [self.phrases.code("regions", region) for region in ruled_out.pop("regions", ())]
        if where:
            yield self.say("excluded.regions", values=self.phrases.wording.join(list(dict.fromkeys(where))))
        for slot, values in ruled_out.items():
            if slot == "funders":
                yield self._funders(values, "excluded.funders", "excluded.group")
            elif slot == "statuses" and values == ("ended",):
                yield self.say("excluded.ended", count=count)
            else:
                names = self.phrases.codes(slot, values, "or", attributive=slot == "statuses")
                yield self.say(f"excluded.{slot}", values=names, count=count)

    def _named_themselves(self, regions: Sequence[str], places: Sequence[str]) -> tuple[str, ...]:
        """The regions that were not ruled out only as the Land in which a city lies."""
        of_places = {land for name in places if (land := self.phrases.land_of(name))}
        return tuple(region for region in regions if region not in of_places)

    def _city(self, name: str) -> str:
        """A city that was ruled out, with its Land: that is ruled out with it."""
        city, land = self.phrases.city(name), self.phrases.code("regions", self.phrases.land_of(name))
        return city if land in ("", city) else f"{city} ({land})"


def _is_said_by_final_year(reading: Reading) -> bool:
    """Whether a final year says already that all that fits has ended: "programmes ending in 2022"."""
    return reading.statuses == ("ended",) and any(limit.field == "end_year" for limit in reading.limits)
