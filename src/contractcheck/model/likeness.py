"""How alike two texts are: the published rule behind moved, reworded and misspelt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from contractcheck.model.folding import fold, plain, without_lookalikes

_WORD = re.compile(r"[\w/@.'-]*\w[\w/'-]*|[^\w\s]")
_NAME = re.compile(r"(?<=[a-z,;:)] )[A-Z][a-z]+(?![\w'-])")
"""A word with a capital that begins no sentence."""
_CODE = re.compile(r"`([^`]+)`")
_NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "nothing",
        "nobody",
        "neither",
        "nor",
        "without",
        "cannot",
        "can't",
        "don't",
        "doesn't",
        "isn't",
        "aren't",
        "won't",
        "isn't",
        "shouldn't",
        "mustn't",
        "unless",
        "except",
        "hardly",
        "rather",
    ]
)
NEGATION = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_NEGATIONS))})(?![\w-])", re.IGNORECASE)
"""A word that denies."""
# Conditions count too: support *when the seams are explicit* is another promise than support.
_QUANTIFIERS = frozenset(
    [
        "only",
        "always",
        "all",
        "any",
        "every",
        "each",
        "some",
        "most",
        "optional",
        "optionally",
        "required",
        "must",
        "may",
        "should",
        "can",
        "exactly",
        "singular",
        "single",
        "sole",
        "both",
        "either",
        "first",
        "last",
        "before",
        "after",
        "when",
        "if",
        "until",
        "while",
    ]
)


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Return the words and signs of a text, folded and in lower case."""
    return tuple(match.rstrip(".") or match for match in _WORD.findall(fold(text).lower()))


def likeness(one: str, other: str) -> float:
    """Return 0..1: the mean of shared words (Dice, order aside) and of word order (Ratcliff-Obershelp)."""
    left, right = words(one), words(other)
    if not left or not right:
        return 0.0
    shared = sum((Counter(left) & Counter(right)).values())
    dice = 2 * shared / (len(left) + len(right))
    if dice < 0.2:  # noqa: PLR2004 - below this no pair can reach a threshold in use
        return round(dice / 2, 3)
    order = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return round((dice + order) / 2, 3)


def meaning(text: str, labels: Sequence[str] = ()) -> Counter[str]:
    """Return what carries the meaning: negations, quantifiers, numbers, code and labels."""
    code = [span for spans in _CODE.findall(text) for span in spans.split()]
    folded = fold(plain(text)).lower()
    found = [word for word in words(text) if _carries_meaning(word)]
    found += [
        label
        for label in labels
        if re.search(rf"(?<![\w-]){re.escape(label.lower())}(?![\w-])", folded)
    ]
    return Counter(found + [span.lower() for span in code if span.lower() not in found])


def _carries_meaning(word: str) -> bool:
    return (
        word in _NEGATIONS
        or word in _QUANTIFIERS
        or any(
            part in _QUANTIFIERS or part in {"non", "un", "write"} for part in word.split("-")[:-1]
        )
        or word.endswith(("-only", "n't", "-write"))
        or any(char.isdigit() or char in "/_" for char in word)
    )


def changes_meaning(expected: str, observed: str, labels: Sequence[str] = ()) -> bool:
    """Say whether a negation, a quantifier, a number, a label or a code span differs, or a name is gone."""
    left, right = _spans(expected), _spans(observed)
    shown = set(words(observed))
    code_gone = any(part not in shown for span in left - right for part in words(span))
    names_gone = any(name.lower() not in shown for name in _NAME.findall(plain(expected)))
    return (
        code_gone
        or names_gone
        or meaning(plain(expected), labels) != meaning(plain(observed), labels)
    )


def _spans(text: str) -> set[str]:
    return set(_CODE.findall(text))


def distance(one: str, other: str, limit: int) -> int:
    """Return the edit distance (insert, delete, replace, swap neighbours), ``limit + 1`` when beyond."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        earlier, before, row = before, row, [i, *([0] * len(other))]
        for j, right in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def squeezed(text: str) -> str:
    """Return the text without case, hyphens, underscores and spaces: what is left when spelled loosely."""
    return re.sub(r"[\s_-]+", "", fold(without_lookalikes(text)).lower())


LETTERS_FOR_ONE = 8
LETTERS_FOR_TWO = 12


def is_near(word: str, member: str) -> bool:
    """Say whether a word is a near miss of a member, by the published defaults.

    8 letters and more: distance 1; 12 and more: distance 2. A difference in a digit only is another
    name (``hub-1``, ``hub-2``), not a near miss.
    """
    if word == member or len(member) < LETTERS_FOR_ONE:
        return False
    if re.sub(r"\d", "0", word) == re.sub(r"\d", "0", member):
        return False
    limit = 2 if len(member) >= LETTERS_FOR_TWO else 1
    return distance(word, member, limit) <= limit


_PART = re.compile(r"\d+|[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+")
_ENDINGS = re.compile(r"(?:ing|ion|er|or|ed|es|e)?s?$")
_PREFIXES = ("un", "in", "im", "ir", "re", "de")
_LETTERS_OF_A_PART = 4
_LETTERS_OF_A_WORD = 5
_LETTERS_OF_A_LONG_PART = 9


@lru_cache(maxsize=8192)
def parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words a name is made of, in lower case, and the signs around them."""
    return tuple(part.lower() for part in _PART.findall(name)), tuple(_PART.split(name))


def is_slip(word: str, member: str, *, inflected: bool) -> bool:
    """Say whether a word is a member but for a slip in one of its parts.

    Four letters of a part allow one edit, nine in a name of twelve allow two. Where members are
    words that can be ``inflected``, another ending is no slip, nor is another first letter or a
    short word: that is another word. Another digit, or a prefix that denies, never is a slip.
    """
    pairs = zip(parts(word)[0], parts(member)[0], strict=True)
    odd = [(left, right) for left, right in pairs if left != right]
    if len(member) < LETTERS_FOR_ONE or len(odd) != 1:
        return False
    left, right = odd[0]
    if not (left + right).isalpha() or len(right) < _LETTERS_OF_A_PART:
        return False
    if any(left == prefix + right or right == prefix + left for prefix in _PREFIXES):
        return False
    if inflected and _is_another_word(left, right):
        return False
    long = len(member) >= LETTERS_FOR_TWO and len(right) >= _LETTERS_OF_A_LONG_PART
    limit = 2 if long else 1
    return distance(left, right, limit) <= limit


def _is_another_word(left: str, right: str) -> bool:
    if {stem(left), left} & {stem(right), right}:
        return True
    short = min(len(left), len(right)) < _LETTERS_OF_A_WORD
    return sorted(left) != sorted(right) and (short or left[0] != right[0])


def stem(word: str) -> str:
    """Return a word without the ending of a plural or of a verb's form: ``generat`` of ``generates``."""
    return _ENDINGS.sub("", word) or word
