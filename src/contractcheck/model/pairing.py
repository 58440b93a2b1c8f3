"""Which of the things named side by side belong together: pure, by the order in which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing named in a text: what it is, and where it stands."""

    name: str
    start: int
    end: int


def pair(subjects: Sequence[Spot], values: Sequence[Spot], text: str) -> list[tuple[Spot, Spot]]:
    """Return each value with the subject it is said of.

    Where as many subjects as values stand in turn (``a 1, b 2``; ``1 for a, 2 for b``) or in two groups
    (``a and b are 1 and 2``) they belong together in that order. Else a value directly in brackets behind
    a subject belongs to it, and any other one to the nearest subject before it, or after it without one.
    """
    subjects, values = _merged(subjects), list(values)
    if len(subjects) == len(values) and _in_step(subjects, values):
        return list(zip(subjects, values, strict=True))
    pairs = []
    for value in values:
        before = [one for one in subjects if one.end <= value.start]
        after = [one for one in subjects if one.start >= value.end]
        if before and not (after and _opens(text, after[0], value)):
            pairs.append((before[-1], value))
        elif after:
            pairs.append((after[0], value))
    return pairs


def _merged(subjects: Sequence[Spot]) -> list[Spot]:
    """Return the subjects in order; one that is named again directly is one."""
    kept: list[Spot] = []
    for one in sorted(subjects, key=lambda spot: spot.start):
        if not kept or kept[-1].name != one.name:
            kept.append(one)
    return kept


def _in_step(subjects: Sequence[Spot], values: Sequence[Spot]) -> bool:
    order = sorted((*subjects, *values), key=lambda spot: spot.start)
    kinds = "".join("s" if spot in subjects else "v" for spot in order)
    count = len(subjects)
    return kinds in {"sv" * count, "vs" * count, "s" * count + "v" * count}


def _opens(text: str, subject: Spot, value: Spot) -> bool:
    """Say whether a value stands before its subject in brackets: ``1 (a)``."""
    return text[value.end : subject.start].strip("`*_ ") == "("
