"""Free text as Markdown that shows exactly that text: no markup, HTML, link or mention in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contractcheck.reports.visible import one_line, visible

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&#]")
_ACTS = re.compile(
    # What hosts make into links, mentions, emoji or mathematics after the Markdown is done.
    r"[@$]|://|www\.|mailto:|xmpp:|\#\w|gh-\d|:[\w+-]+:|(?=[0-9a-f]*\d)[0-9a-f]{7}",
    re.IGNORECASE,
)
_TICKS = re.compile(r"`+")
_SHORTEST_FENCE = 3


def prose(text: str) -> str:
    """Return ``text`` as prose; words that hosts would act on become code spans.

    Never begin a line with it: some markup counts only there.
    """
    words = one_line(text).split(" ")
    return " ".join(code(word) if _ACTS.search(word) else _escape(word) for word in words)


def code(text: str) -> str:
    """Return ``text`` as a code span."""
    shown = visible(text)
    if not shown:
        return ""
    ticks = "`" * (_longest_run(shown) + 1)
    pad = " " if shown.strip(" ") and (shown[0] in "` " or shown[-1] in "` ") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def fenced(lines: Iterable[str], language: str) -> list[str]:
    """Return visible ``lines`` as a fenced block that none of them can end."""
    inside = list(lines)
    fence = "`" * max(_SHORTEST_FENCE, _longest_run("\n".join(inside)) + 1)
    return [f"{fence}{language}", *inside, fence]


def _escape(word: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", word)


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
