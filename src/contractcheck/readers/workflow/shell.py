"""What a ``run`` text says about failing: which of its lines swallow their own failure.

No shell is emulated. Where the text has control flow or turns ``errexit`` off, only its end counts,
and a doubt is said to be one.
"""

from __future__ import annotations

import re

from contractcheck.model.workflow import Decision

_SWALLOWS = re.compile(r"\|\|\s*(?:true|:|exit\s+0|echo\b[^|&;]*?)[\s;)}]*(?:\s#.*)?$")
"""``; true`` is not here: CI shells run with ``errexit`` and end before it."""

_CONTROL = re.compile(r"^(?:if|for|while|until|case|function|select)\b|^\w+\s*\(\)|<<")
_CLOSES = re.compile(r"^(?:fi|done|esac|\}|\))\s*\|\|")
_NO_ERREXIT = re.compile(r"^set\s+\+(?:e|o\s+errexit)\b")
_WELL = re.compile(r"^(?:true|:|exit\s+0)\s*;?$")
_ENDS_WELL = re.compile(r"(?:^|;)\s*(?:true|:|exit\s+0)\s*;?$")
_HARMLESS = re.compile(r"^(?:set\s+-|echo\b|cd\b|export\b|printf\b|\w+=\S*$)")


def without_comments(text: str) -> str:
    """Drop the lines that are comments as a whole: what they name is not run."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def swallowing_lines(text: str) -> tuple[str, ...]:
    """Return the command lines whose failure is swallowed, continuation lines joined."""
    return tuple(line for line in _lines(text) if _SWALLOWS.search(line))


def can_fail(text: str) -> Decision:
    """Say whether a failure of what ``text`` runs fails its step."""
    lines = _lines(text)
    if not lines:
        return Decision.YES
    last = lines[-1]
    if any(_NO_ERREXIT.search(line) for line in lines):
        return _without_errexit(last)
    if any(_CONTROL.search(line) for line in lines):
        return Decision.UNDECIDABLE if _CLOSES.search(last) else Decision.YES
    rest = [line for line in lines if not _SWALLOWS.search(line)]
    harmless = all(_HARMLESS.search(line) or _WELL.search(line) for line in rest)
    return Decision.NO if harmless and len(rest) < len(lines) else Decision.YES


def _without_errexit(last: str) -> Decision:
    """Decide by the last line, whose status is then the status of all."""
    if _SWALLOWS.search(last) or _ENDS_WELL.search(last):
        return Decision.NO
    return Decision.YES if last.startswith("exit") else Decision.UNDECIDABLE


def _lines(text: str) -> list[str]:
    joined = re.sub(r"\\\n\s*", "", without_comments(text))
    return [line.strip() for line in joined.splitlines() if line.strip()]
