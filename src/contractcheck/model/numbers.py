"""Numbers and plurals as prose writes them."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]

NUMBER = rf"(?:\d{{1,6}}|{'|'.join(WORDS)}|no)"
"""A regular expression for a count in prose; match it without regard to case."""


def read_number(text: str) -> int:
    """Return the number a word or digits stand for; ``no`` is none."""
    text = text.lower()
    if text == "no":
        return 0
    return WORDS.index(text) if text in WORDS else int(text)


def write_number(number: int, like: str) -> str:
    """Write a number in the manner of ``like``: digits for digits, a word for a word."""
    if like.isdigit() or not 0 <= number < len(WORDS):
        return str(number)
    return WORDS[number].capitalize() if like[:1].isupper() else WORDS[number]


def plural(noun: str) -> str:
    """Return the regular plural of an English noun: ``category`` gives ``categories``."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s"


def listing(names: Sequence[str]) -> str:
    """Return names as prose lists them: ``one``, ``one and two``, ``one, two and three``."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
