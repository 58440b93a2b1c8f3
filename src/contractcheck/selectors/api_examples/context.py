"""What the words before an example say of it: which operation, request or answer, which status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contractcheck.model.api import METHODS
from contractcheck.model.api_examples import Part
from contractcheck.model.written_targets import PLACEHOLDER, path_of

_PIECE = rf"""(?:{PLACEHOLDER}|[^\s`"'|\\])"""
_NAMED = re.compile(
    rf"(?<![\w-])(?P<method>{'|'.join(METHODS)})\s+[`\"']*"
    rf"(?P<target>https?://{_PIECE}+|(?:{PLACEHOLDER}|[\w.-]+)?(?::\d+)?/{_PIECE}*)"
)
_ANSWERS = re.compile(
    r"\b(?:respon[ds]\w*|returns?|returned|answers?|answered|repl(?:y|ies)|results?|outputs?"
    r"|comes? back|gives? back|gets? back|you (?:will )?(?:get|see|receive)|server sends)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:requests?|body|payload|sends?|sent|posts?|submits?|input|parameters|create it with|call it with)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:webhook\w*|callbacks?|subscri\w+|config\w*|settings?|queue|topic|kafka|logs?|logged|cached?"
    r"|earlier|older|previous(?:ly)?|before v?\d|deprecated|used to|internally|tokens?)\b"
    r"|[\w-]\.(?:json|ya?ml|toml)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:errors?|fails?|failed|failure|failing|invalid|problems?|unauthori[sz]ed|forbidden|conflicts?"
    r"|not found|rejects?|rejected|refuses?|refused|denied|otherwise|wrong|missing|without)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:until|formerly|former|once|old|legacy|used to|no longer|v?\d+\.\d+|v\d+|version \d+)\b"
    r"|\b(?:was|were)\W*$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?<![\w.:/-])(?P<status>20[0-8]|30[0-8]|4(?:0\d|1[0-8]|2[2-9]|31|51)|50[0-4])(?![\w-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text before an example says: operations as method and path, part, status."""

    operations: tuple[tuple[str, str], ...] = ()
    part: Part = Part.ANY
    status: tuple[str, int, int] | None = None
    fails: bool = False
    elsewhere: bool = False

    @property
    def operation(self) -> tuple[str, str] | None:
        """The only operation it names."""
        return self.operations[0] if len(self.operations) == 1 else None


NOTHING_SAID = Said()


def read_said(text: str, hosts: Sequence[str]) -> Said:
    """Return what a text says of the example behind it."""
    every = ((match["method"], path_of(match["target"], hosts)) for match in _NAMED.finditer(text))
    named = [(method, path) for method, path in every if path]
    plain = _NAMED.sub(" ", text)
    status = _STATUS.search(plain)
    part = Part.ANY
    if _ANSWERS.search(plain) or (status and not _ASKS.search(plain)):
        part = Part.RESPONSE
    elif _ASKS.search(plain):
        part = Part.REQUEST
    shown = _status_in(text, status["status"]) if status else None
    elsewhere = _ELSEWHERE.search(plain) is not None
    fails = _FAILS.search(plain) is not None
    return Said(tuple(dict.fromkeys(named)), part, shown, fails, elsewhere)


def tells_of_the_past(text: str) -> bool:
    """Say whether a lead-in in the past tense is about how it was: not ``the widget as it was stored``."""
    return _FORMER.search(text) is not None


def _status_in(text: str, status: str) -> tuple[str, int, int] | None:
    found = re.search(rf"(?<![\w.:/-]){status}(?![\w-])", text)
    return (status, *found.span()) if found else None
