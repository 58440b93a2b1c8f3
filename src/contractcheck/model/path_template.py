"""When two path templates name the same resource, and which concrete paths a template accepts.

Documents write ``/widgets/:id`` or ``/widgets/42`` where the API says ``/widgets/{widget_id}``; no
relation may take that for drift. Everything here runs in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

_VARIABLE = re.compile(r"\{[^{}/]+\}|<[^<>/]+>|(?<![^/]):[A-Za-z_]\w*")
"""``{x}`` and ``<x>`` anywhere in a segment, ``:x`` at its start: ``{id}:cancel`` is a verb."""

_Segment = tuple[str, ...]
"""The literal pieces around the variables of one segment: ``{a}.json`` is ``("", ".json")``."""


def has_variables(template: str) -> bool:
    """Say whether any segment holds a variable."""
    return _VARIABLE.search(template) is not None


@lru_cache(maxsize=32_768)
def segments(template: str) -> tuple[_Segment, ...]:
    """Return what all spellings of a template have in common; each is compared with many."""
    return tuple(tuple(_VARIABLE.split(segment)) for segment in _split(template))


def same_template(left: str, right: str) -> bool:
    """Say whether both name the same paths, however their variables are spelled or named.

    Literal text is compared exactly, case included; a trailing slash makes no difference.
    """
    return segments(left) == segments(right)


def template_accepts(template: str, path: str) -> bool:
    """Say whether a concrete ``path`` (its query and fragment set aside) fits ``template``.

    A variable takes one or more characters of its own segment.
    """
    wanted, given = segments(template), _split(_without_query(path))
    return len(wanted) == len(given) and all(map(_accepts, wanted, given))


def strip_base(path: str, base_paths: Iterable[str]) -> str:
    """Return ``path`` without the longest base that it begins with, segment by segment.

    A path below no base is returned as it is; the base itself becomes ``/``.
    """
    parts = _split(path)
    for base in sorted(base_paths, key=lambda each: (-len(_split(each)), each)):
        depth = len(_split(base))
        if depth and template_accepts(base, "/" + "/".join(parts[:depth])):
            return "/" + path.lstrip("/").split("/", depth)[-1] if depth < len(parts) else "/"
    return path


def _without_query(path: str) -> str:
    return path.partition("#")[0].partition("?")[0]


def _split(path: str) -> list[str]:
    inner = path.removeprefix("/").removesuffix("/")
    return inner.split("/") if inner else []


def _accepts(wanted: _Segment, text: str) -> bool:
    """Match one segment: leftmost literals first, which is enough where variables are free."""
    text = unquote(text)
    first, *rest = (unquote(piece) for piece in wanted)
    if not rest:
        return text == first
    if not text.startswith(first):
        return False
    at, last = len(first), rest.pop()
    for piece in rest:
        at = text.find(piece, at + 1) + len(piece)
        if at < len(piece):
            return False
    return at + 1 + len(last) <= len(text) and text.endswith(last)
