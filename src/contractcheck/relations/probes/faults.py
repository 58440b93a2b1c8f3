"""The words in which an answer is weighed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from contractcheck.model.data import JsonValue
from contractcheck.model.evidence import GapReason
from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which an answer departs from what the contract wants; ``message`` quotes no body.

    ``at`` are places in the answer, which count for nothing where answers are compared; ``said`` is what
    stands at each, where that is more than the answer.
    """

    what: str
    subject: str
    message: str
    expected: str = ""
    observed: str = ""
    at: tuple[Location, ...] = field(default=(), compare=False)
    said: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an answer comes to: its faults, or why nothing can be told; neither where it holds."""

    faults: tuple[Fault, ...] = ()
    unknown: str = ""
    gap: GapReason | None = None


def key_of(value: JsonValue) -> str:
    """Return a value as text that equal values share: 1 and 1.0, but not 1 and true."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)
