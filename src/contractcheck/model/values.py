"""One fact equal at every mention: a subject with a value that has a shape of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.place import Place

_SHAPES = (
    r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?:/\d{1,2})?",
    r"[a-z][a-z0-9+.-]*://[^\s<>()\[\]`\"'|]*[^\s<>()\[\]`\"'|.,;:!?]",
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    r"[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+",
    r"v\d+(?:\.\d+)*(?:-[0-9a-z.]+)?",
    r"\d+(?:\.\d+){1,3}(?:-[0-9a-z.]+)?",
    r"\d+(?:[.,]\d+)*",
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]",
)
"""Address, URL, UUID, mail address, release, version, number, host name: the first that fits is meant."""
_UNITS = (
    r"[num\u00b5]?s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?",
    r"[kmgtp]i?b?|b|bytes?|[kmgtp]i?bytes|(?:kilo|mega|giga|tera)bytes?",
    "%|percent",
)
"""Units of one measure: time, size, share."""
_QUANTITY = re.compile(r"\d+(?:[.,]\d+)*(?P<gap>[\s-]?)(?P<unit>[a-z\u00b5%]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeclaredValue:
    """A declared value: whose it is (``called``), how it is written, and what it could be instead.

    Without ``one_of`` other values are texts of the same shape.
    """

    name: str
    text: str
    called: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    @property
    def shape(self) -> str:
        """The regular expression of values that could stand for this one."""
        if self.one_of:
            ranked = sorted({self.text, *self.one_of}, key=lambda one: (-len(one), one))
            return "|".join(map(re.escape, ranked))
        shapes = (one for one in _SHAPES if re.fullmatch(one, self.text, re.IGNORECASE))
        return next(shapes, self._quantity() or re.escape(self.text))

    def _quantity(self) -> str:
        """Return the shape of an amount: ``30s`` is an amount of time, ``3 retries`` one of retries."""
        match = _QUANTITY.fullmatch(self.text)
        if not match:
            return ""
        measures = (one for one in _UNITS if re.fullmatch(one, match["unit"], re.IGNORECASE))
        unit = next(measures, re.escape(match["unit"].rstrip("s")) + "s?")
        return rf"\d+(?:[.,]\d+)*[\s-]?(?:{unit})"

    def values(self, text: str) -> list[tuple[int, int]]:
        """Return where a text holds values of this shape."""
        pattern = rf"(?<![\w./:@-])(?<!\w@)(?:{self.shape})(?!\w|[-@]\w|\.\w)"
        if re.fullmatch(
            _SHAPES[0], self.text
        ):  # `root@10.0.0.1`, `http://10.0.0.1:80/` are mentions
            pattern = rf"(?<![\w.-])(?:{self.shape})(?!\w|\.\d)"
        return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


@dataclass(frozen=True, slots=True)
class ValueIs(Argument):
    """Wherever a value of this shape is said of the fact's subject, it is this one.

    ``facts`` are all declared ones, so that another subject's value is not taken for this one's. With
    ``required`` it is said at the place at least once. What stands at ``places`` is judged by records.
    """

    fact: DeclaredValue
    facts: tuple[DeclaredValue, ...]
    required: bool = False
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseHolds(Argument):
    """Where ``phrase`` stands with a value in the place of ``{value}``, it is this one."""

    fact: DeclaredValue
    phrase: str
    required: bool = False
