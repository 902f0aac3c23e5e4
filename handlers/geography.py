"""In which Land a place lies: that of the nearest town."""

import csv
from functools import cache
from importlib.resources import files
from math import cos, hypot, radians
from typing import Final

_KILOMETRES_A_DEGREE: Final = 111.0
_FARTHEST: Final = 60.0
"""Kilometres from the nearest town beyond which a place is at sea or abroad."""


def land_at(latitude: float, longitude: float) -> str | None:
    """Return the code of the Land at these coordinates, or None where there is none.

    >>> land_at(51.05, 13.74)
    'DE-SN'
    """
    narrowed = cos(radians(latitude))

    def distance(place: tuple[float, float, str]) -> float:
        return hypot(place[0] - latitude, (place[1] - longitude) * narrowed) * _KILOMETRES_A_DEGREE

    nearest = min(_places(), key=distance)
    return nearest[2] or None if distance(nearest) <= _FARTHEST else None


@cache
def _places() -> tuple[tuple[float, float, str], ...]:
    lines = files("handlers").joinpath("places.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    return tuple((float(latitude), float(longitude), land) for latitude, longitude, land in rows)
