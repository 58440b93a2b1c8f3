"""Globs over root-relative paths and heading titles, matched in time linear in pattern times text.

``*`` and ``?`` stay inside one path segment, ``**`` spans any number of segments. There are no
character classes: patterns come from contracts, and this much is what they need.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def _match(pattern: Sequence[str], text: Sequence[str], many: str, one: object) -> bool:
    """Match with the two-pointer walk that never goes back further than the last ``many``."""
    at = seen = 0
    star, resume = -1, 0
    while seen < len(text):
        if at < len(pattern) and pattern[at] == many:
            star, resume, at = at, seen, at + 1
        elif at < len(pattern) and _one(pattern[at], text[seen], one):
            at, seen = at + 1, seen + 1
        elif star >= 0:
            resume += 1
            at, seen = star + 1, resume
        else:
            return False
    return all(part == many for part in pattern[at:])


def _one(pattern: str, text: str, one: object) -> bool:
    if one == "segment":
        return match_text(pattern, text)
    return pattern in ("?", text)


def match_text(pattern: str, text: str) -> bool:
    """Say whether a plain text matches a pattern of ``*`` and ``?``."""
    return _match(pattern, text, "*", "character")


def match_path(pattern: str, path: str) -> bool:
    """Say whether a root-relative path matches a glob; a pattern ending in ``/`` means all below."""
    if pattern.endswith("/"):
        pattern += "**"
    return _match(pattern.removeprefix("./").split("/"), path.split("/"), "**", "segment")


def match_any(patterns: Iterable[str], path: str) -> bool:
    """Say whether any of the globs matches the path."""
    return any(match_path(pattern, path) for pattern in patterns)


def is_glob(text: str) -> bool:
    """Say whether a place names many documents."""
    return "*" in text or "?" in text
