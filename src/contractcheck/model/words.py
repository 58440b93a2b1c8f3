"""Where a word of a declared shape begins and ends: the one place that knows word boundaries."""

from __future__ import annotations

import re
from functools import lru_cache

from contractcheck.model.place import MemberShape

# What may not stand directly before or behind a member of each shape. ``ops-service`` is not in
# ``ops-service-catalog``, ``/ops/jobs`` not in ``/ops/jobs/forensics``, ``supported`` not in
# ``unsupported``; a dot or slash counts only when the name goes on behind it.
_BEFORE = {
    MemberShape.CODE: r"(?<![\w/.@-])",
    MemberShape.IDENTIFIER: r"(?<![\w/.@-])",
    MemberShape.ROUTE: r"(?<![\w/.}])",
    MemberShape.PATH: r"(?<![\w/.-])",
    MemberShape.PHRASE: r"(?<![\w-])",
}
_BEHIND = {
    MemberShape.CODE: r"(?![\w-]|[./@]\w)",
    MemberShape.IDENTIFIER: r"(?![\w-]|[./@]\w)",
    MemberShape.ROUTE: r"(?![\w-]|[./][\w{:])",
    MemberShape.PATH: r"(?![\w-]|[./]\w)",
    MemberShape.PHRASE: r"(?![\w-])",
}
_TOKEN = {
    MemberShape.CODE: r"[A-Za-z0-9_*]+(?:[-_.:/][A-Za-z0-9_*]+)*",
    MemberShape.IDENTIFIER: r"[A-Za-z0-9_]+(?:[-_.:][A-Za-z0-9_]+)*",
    MemberShape.ROUTE: r"/[\w{}:.*/-]*",
    MemberShape.PATH: r"[\w.@-]+(?:/[\w.@{}*-]+)*/?",
    MemberShape.PHRASE: r"\S.*\S|\S",
}


def bounded(term: str, shape: MemberShape) -> str:
    """Return the regular expression of a whole-word mention of ``term``."""
    words = re.escape(term)
    if shape is MemberShape.PHRASE:
        words = words.replace(r"\ ", r"\s+").replace(r"\-", r"-\s?")
    return f"{_BEFORE[shape]}{words}{_BEHIND[shape]}"


@lru_cache(maxsize=64)
def any_of(terms: tuple[str, ...], shape: MemberShape) -> re.Pattern[str]:
    """Return one pattern for whole-word mentions of any of ``terms``, the longest first."""
    ranked = sorted(set(terms), key=lambda term: (-len(term), term))
    flags = re.IGNORECASE if shape is MemberShape.PHRASE else 0
    return re.compile("|".join(bounded(term, shape) for term in ranked) or r"(?!)", flags)


def token(shape: MemberShape) -> re.Pattern[str]:
    """Return the pattern of a word of a shape."""
    return _compiled(shape)


@lru_cache(maxsize=8)
def _compiled(shape: MemberShape) -> re.Pattern[str]:
    return re.compile(_TOKEN[shape])


def is_name(term: str) -> bool:
    """Say whether misspelling a term can be told: of single dictionary words it cannot."""
    return re.search(r"[-_\s/.:\d]", term) is not None or re.search(r"[a-z][A-Z]", term) is not None
