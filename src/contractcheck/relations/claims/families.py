"""The family of a verb: its inflected forms, and the nouns and adjectives made of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache


class Form(Enum):
    """How a word of a family is built."""

    BASE = "mutate"
    THIRD = "mutates"
    PAST = "mutated"
    GERUND = "mutating"
    NOUN = "mutation"


_PASTS = {
    "be": "was were been",
    "become": "became",
    "begin": "began begun",
    "break": "broke broken",
    "build": "built",
    "bring": "brought",
    "choose": "chose chosen",
    "come": "came",
    "cut": "cut",
    "do": "did done",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feed": "fed",
    "find": "found",
    "forget": "forgot forgotten",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "hide": "hid hidden",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lead": "led",
    "leave": "left",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "overwrite": "overwrote overwritten",
    "put": "put",
    "read": "read",
    "run": "ran run",
    "say": "said",
    "see": "saw seen",
    "send": "sent",
    "set": "set",
    "show": "showed shown",
    "shut": "shut",
    "speak": "spoke spoken",
    "spin": "spun",
    "stand": "stood",
    "steal": "stole stolen",
    "take": "took taken",
    "tear": "tore torn",
    "tell": "told",
    "throw": "threw thrown",
    "wake": "woke woken",
    "write": "wrote written",
}
_NOUNS = {
    "choose": "choice",
    "fail": "failure",
    "lose": "loss",
    "own": "owner owners ownership",
    "prove": "proof proofs",
    "remove": "removal removals",
    "serve": "service",
    "speak": "speech",
}
_PAST = {form: verb for verb, forms in _PASTS.items() for form in forms.split()}
_DENIES = re.compile(r"^(?:non|no|un)-|-(?:free|protected|less|proof|safe)$")
_VOWELS = "aeiou"
_MIN_REPEATED = 5
_SHORT = 3


@lru_cache(maxsize=1)
def _english() -> Callable[[str], str]:
    from snowballstemmer import stemmer  # noqa: PLC0415 - it loads all its languages, and is slow

    found: Callable[[str], str] = stemmer("english").stemWord
    return found


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return _english()(word)


@lru_cache(maxsize=65536)
def form_of(word: str, verb: str) -> Form | None:
    """Return which form of ``verb`` a word is; ``None`` for a word of another family."""
    word, verb = _american(word.lower().replace("\u2019", "'")), _american(verb.lower())
    if "-" in word and "-" not in verb:
        return _compound(word, verb)
    if word == verb:
        return Form.BASE
    if word in _forms(verb):
        return _forms(verb)[word]
    if len(verb) >= _MIN_REPEATED and word.startswith("re") and word[2:] in (verb, *_forms(verb)):
        return _forms(verb).get(word[2:], Form.BASE)
    base = verb[:-1] if verb[-1] in "ey" else verb
    if not word.startswith(base):
        return None
    made = {_stem(one) for one in (verb, f"{base}able", f"{base}er", f"{base}or", f"{base}ive")}
    return Form.NOUN if _stem(word) in made else None


def _compound(word: str, verb: str) -> Form | None:
    """Return the form a hyphenated word has: ``re-deploys`` is finite, ``write-back`` is a noun."""
    if _DENIES.search(word) or "-of-" in word:
        return None
    first, _, last = word.rpartition("-")
    form = form_of(last, verb)
    if form is not None:
        return form if first in {"re", "auto", "co", "hot", "live"} else Form.NOUN
    return Form.NOUN if any(form_of(part, verb) for part in first.split("-")) else None


@lru_cache(maxsize=4096)
def _forms(verb: str) -> dict[str, Form]:
    ends_in_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    base = verb[:-1] if verb.endswith("e") or ends_in_y else verb
    third = f"{base}ies" if ends_in_y else f"{verb}s"
    past = f"{base}ied" if ends_in_y else f"{base}ed"
    gerund = f"{verb}ing" if verb.endswith(("y", "ee")) else f"{base}ing"
    found = {third: Form.THIRD, past: Form.PAST, gerund: Form.GERUND}
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        found |= {f"{verb}es": Form.THIRD}
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb):
        found |= {f"{verb}{verb[-1]}ed": Form.PAST, f"{verb}{verb[-1]}ing": Form.GERUND}
    found |= dict.fromkeys(_PASTS.get(verb, "").split(), Form.PAST)
    nouns = [f"{base}er", f"{base}or", f"{base}able", f"{base}ive", f"{base}ion", f"{base}ation"]
    nouns += [f"{base}ification", f"{base}ication"] if ends_in_y else []
    nouns += [f"{verb}ment", f"{base}al", f"{base}ance", *_NOUNS.get(verb, "").split()]
    found |= {form: Form.NOUN for noun in nouns for form in (noun, f"{noun}s") if form not in found}
    found.pop(verb, None)
    return found


@lru_cache(maxsize=4096)
def _american(word: str) -> str:
    """Return ``authorise`` as ``authorize``."""
    return re.sub(r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|er|ers|ation|ations)$)", "iz", word)


def same_word(one: str, other: str) -> bool:
    """Say whether two words are one but for their endings."""
    left, right = one.lower(), other.lower()
    if left == right:
        return True
    # words of one stem begin alike, ``die`` and ``dying`` aside; most words are parted without a stemmer
    same = 2 if min(len(left), len(right)) > _SHORT else 1
    return left[:same] == right[:same] and left.isalpha() and _stem(left) == _stem(right)
