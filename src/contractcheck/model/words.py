"""Where a word of a declared shape begins and ends: the one place that knows word boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from contractcheck.model.place import MemberShape

# Scripts without capitals add to a name what other languages set apart with a space.
_BEYOND_ASCII = (
    "\x80-\u058f\u1e00-\u2e7f\ua640-\ua7ff\uab30-\uabbf\ud800-\uf8ff\ufb00-\ufb1c\ufe00-\ufe6f"
    "\ufefd-\uff65\uffdd-\U0001ffff\U00040000-\U0010ffff"
)
_OTHERS = f"\0-\x7f{_BEYOND_ASCII}"
"""All that is in no script without capitals. ``re`` walks a class letter by letter when it compiles a
pattern: naming these few, not the fifty thousand of the uncased scripts, makes patterns cheap."""
_OTHER = re.compile(f"[{_OTHERS}]")
_LETTER = rf"(?-i:(?=\w)[{_OTHERS}])"
"""Case set aside: folding so many letters takes longer than all else of a pattern, and is wrong:
some letters of these scripts are, case aside, Cyrillic ones."""
RUN = re.compile(rf"(?:[A-Za-z0-9_]++|(?=\w)[{_BEYOND_ASCII}])++|(?:(?![{_OTHERS}])\w)++")
"""Letters, digits and underscores of one kind of script."""
WORD = re.compile(rf"(?:{RUN.pattern})(?:[-_.:](?:{RUN.pattern}))*")
"""Runs joined by signs: a name as it may stand in text."""

# What may not stand directly before or behind a member of each shape. ``ops-service`` is not in
# ``ops-service-catalog``, ``/ops/jobs`` not in ``/ops/jobs/forensics``, ``supported`` not in
# ``unsupported``; a dot or slash counts only when the name goes on behind it.
_BEFORE = {
    MemberShape.CODE: r"(?<![/.@-])",
    MemberShape.IDENTIFIER: r"(?<![/.@-])",
    MemberShape.ROUTE: r"(?<![/.}])",
    MemberShape.PATH: r"(?<![/.-])",
    MemberShape.PHRASE: r"(?<!-)",
}
_BEHIND = {
    MemberShape.CODE: r"(?!-|[./@]\w)",
    MemberShape.IDENTIFIER: r"(?!-|[./@]\w)",
    MemberShape.ROUTE: r"(?!-|[./][\w{:])",
    MemberShape.PATH: r"(?!-|[./]\w)",
    MemberShape.PHRASE: r"(?!-)",
}
_TOKEN = {
    MemberShape.CODE: r"[A-Za-z0-9_*]+(?:[-_.:/][A-Za-z0-9_*]+)*",
    MemberShape.IDENTIFIER: r"[A-Za-z0-9_]+(?:[-_.:][A-Za-z0-9_]+)*",
    MemberShape.ROUTE: r"/[\w{}:.*/-]*",
    MemberShape.PATH: r"[\w.@-]+(?:/[\w.@{}*-]+)*/?",
    MemberShape.PHRASE: r"\S.*\S|\S",
}


def _words(term: str, shape: MemberShape) -> str:
    words = re.escape(term)
    if shape is MemberShape.PHRASE:
        return words.replace(r"\ ", r"\s+").replace(r"\-", r"-\s?")
    return words


def _edges(term: str) -> tuple[str, str]:
    """Return the letters that would make a term part of a longer word, before and behind it."""
    return _goes_on(term[:1]), _goes_on(term[-1:])


def _goes_on(edge: str) -> str:
    """Return the letters that make a word longer beyond its edge: a particle ends a Latin name."""
    return _LETTER if _OTHER.match(edge) else r"\w"


@lru_cache(maxsize=1024)
def any_of(terms: tuple[str, ...], shape: MemberShape) -> re.Pattern[str]:
    """Return one pattern for whole-word mentions of any of ``terms``, the longest first."""
    return _pattern(terms, shape)


def _pattern(terms: Iterable[str], shape: MemberShape) -> re.Pattern[str]:
    """Compile what stands around terms once for all that have the same edges: it costs the most."""
    ranked = sorted(set(terms), key=lambda term: (-len(term), term))
    flags = re.IGNORECASE if shape is MemberShape.PHRASE else 0
    groups = (
        f"(?<!{before}){_BEFORE[shape]}(?:{'|'.join(_words(term, shape) for term in group)})"
        f"(?!{behind}){_BEHIND[shape]}"
        for (before, behind), group in groupby(ranked, key=_edges)
    )
    return re.compile("|".join(groups) or r"(?!)", flags)


def token(shape: MemberShape) -> re.Pattern[str]:
    """Return the pattern of a word of a shape."""
    return _compiled(shape)


@lru_cache(maxsize=8)
def _compiled(shape: MemberShape) -> re.Pattern[str]:
    return re.compile(_TOKEN[shape])


def is_name(term: str) -> bool:
    """Say whether a term stands out in prose: a single dictionary word does not."""
    return re.search(r"[-_\s/.:\d]", term) is not None or re.search(r"[a-z][A-Z]", term) is not None


def can_be_misspelt(term: str) -> bool:
    """Say whether misspelling a term can be told: signs around a dictionary word make it no name."""
    return is_name(re.sub(r"^[\W_]+|[\W_]+$", "", term))


class Finder:
    """Whole-word mentions of terms, in time that does not grow with the number of terms.

    A term can stand only where its first run of letters stands, so the pattern of a term is tried
    there and nowhere else.
    """

    def __init__(self, terms: tuple[str, ...], shape: MemberShape) -> None:
        """Sort the terms by their first run; what stands before it says where to try."""
        heads: dict[str, dict[int, list[str]]] = {}
        others = []
        for term in dict.fromkeys(terms):
            first = RUN.search(term)
            if first is None or re.search(r"\s", term[: first.start()]):
                others.append(term)
            else:
                heads.setdefault(first[0].lower(), {}).setdefault(first.start(), []).append(term)
        self._shape = shape
        self._heads = {
            head: [(size, tuple(group)) for size, group in found.items()]
            for head, found in heads.items()
        }
        self._tried: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._others = _pattern(others, shape) if others else None

    def find(self, text: str) -> list[re.Match[str]]:
        """Return the mentions in order; of two that overlap the first, of two that begin alike the longest."""
        found = list(self._others.finditer(text)) if self._others else []
        if not self._heads.keys().isdisjoint(RUN.findall(text.lower())):
            for run in RUN.finditer(text):
                found += self._at(text, run)
        kept: list[re.Match[str]] = []
        for match in sorted(found, key=lambda one: (one.start(), -one.end())):
            if not kept or match.start() >= kept[-1].end():
                kept.append(match)
        return kept

    def _at(self, text: str, run: re.Match[str]) -> list[re.Match[str]]:
        groups = self._heads.get(run[0].lower(), ())
        tried = (
            self._of(group).match(text, run.start() - size)
            for size, group in groups
            if size <= run.start()
        )
        return [match for match in tried if match]

    def _of(self, group: tuple[str, ...]) -> re.Pattern[str]:
        """Compile the pattern of terms only when a text may hold them: few texts hold many."""
        if group not in self._tried:
            self._tried[group] = _pattern(group, self._shape)
        return self._tried[group]


@lru_cache(maxsize=1024)
def finder(terms: tuple[str, ...], shape: MemberShape) -> Finder:
    """Return the finder of terms; documents share it."""
    return Finder(terms, shape)


def whole_names(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Return the names a text is made of, whatever parts them; none where it says anything else."""
    matches = list(any_of(tuple(names), MemberShape.PHRASE).finditer(text)) if names else []
    rest = re.sub("|".join(re.escape(match[0]) for match in matches) or r"(?!)", " ", text)
    return [] if re.search(r"\w", rest) else [match.span() for match in matches]
