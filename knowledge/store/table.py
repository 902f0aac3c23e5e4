"""A mapping whose values are kept as text and decoded when they are looked up.

An index of a hundred thousand small tuples takes a second to build and a tenth to read; as text it is there at once,
and a question looks up some fifty of them.

>>> lengths = Table({"zim": "3 5"}, lambda text: [int(part) for part in text.split()])
>>> lengths["zim"], lengths.get("wir")
([3, 5], None)
"""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Table(Generic[T]):
    """Values by name, decoded once each."""

    __slots__ = ("_coded", "_decode", "_decoded")

    def __init__(self, coded: Mapping[str, str], decode: Callable[[str], T]) -> None:
        """`coded` holds every value as text, `decode` makes a value of it."""
        self._coded = coded
        self._decode = decode
        self._decoded: dict[str, T] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._coded

    def __len__(self) -> int:
        return len(self._coded)

    def __getitem__(self, key: str) -> T:
        """The value of `key`.

        Raises:
            KeyError: There is none.
        """
        try:
            return self._decoded[key]
        except KeyError:
            value = self._decoded[key] = self._decode(self._coded[key])
            return value

    def get(self, key: str) -> T | None:
        """The value of `key`, or None."""
        value = self._decoded.get(key)
        if value is None and (coded := self._coded.get(key)) is not None:
            value = self._decoded[key] = self._decode(coded)
        return value
