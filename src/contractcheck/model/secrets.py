"""Find secrets in a text: tokens of a known form, credentials in URLs, values of declared names.

What only stands for a secret is none: a reference (``$KEY``, ``${{ secrets.KEY }}``), a placeholder
(``<your key>``, ``changeme``, ``xxxx``), nothing at all. How random a text looks is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from contractcheck.model.secret_forms import FORMS, PRIVATE_KEY, Form
from contractcheck.model.secret_names import PLACEHOLDER, find_assignments, stands_for_a_value

_FEW = 2
_SENT_ALONG = re.compile(r"\b(?:Bearer|Basic)[ \t]+(?P<value>[\w.~+/-]{12,}=*)", re.IGNORECASE)
_HAS_LETTER_AND_DIGIT = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9])")


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret in a text: ``start`` and ``end`` of its value in characters, and what it is.

    ``name`` is the declared name it is assigned to, ``shown`` what of it may be shown. The value
    itself stands in no representation.
    """

    start: int
    end: int
    what: str
    shown: str = ""
    name: str = ""
    value: str = field(default="", repr=False)

    @property
    def masked(self) -> str:
        """What is shown in its place."""
        return f"{self.shown}… ({self.end - self.start} characters)"


_LONG = 12
"""A value of so many letters is no part of another word by chance."""


def find_secrets(text: str, names: Collection[str] = ()) -> tuple[Secret, ...]:
    """Return the secrets in a text in their order; ``names`` are the declared names of secrets."""
    found = [*_of_known_forms(text), *_of_declared_names(text, names)]
    return tuple(_apart(sorted(found, key=lambda one: (one.start, -one.end))))


def mask(text: str, names: Collection[str] = (), values: Collection[str] = ()) -> str:
    """Return a text whose secrets are masked, and each of ``values``, known from elsewhere."""
    parts, at = [], 0
    for one in _all(text, names, values):
        parts += [text[at : one.start], one.masked]
        at = one.end
    return "".join([*parts, text[at:]]) if parts else text


def cover(text: str, names: Collection[str] = (), values: Collection[str] = ()) -> str:
    """Return a text of the same lines and columns whose secrets are covered."""
    parts, at = [], 0
    for one in _all(text, names, values):
        hidden = text[one.start + len(one.shown) : one.end]
        parts += [text[at : one.start], one.shown, re.sub(r"[^\r\n]", "…", hidden)]
        at = one.end
    return "".join([*parts, text[at:]]) if parts else text


def _all(text: str, names: Collection[str], values: Collection[str]) -> Iterator[Secret]:
    found = [*find_secrets(text, names), *_sent_along(text)]
    present = tuple(sorted({v for v in values if v and v.lower() in text.lower()}, key=len))
    if present:
        pattern = re.compile("|".join(map(_pattern, reversed(present))), re.IGNORECASE)
        found += [Secret(m.start(), m.end(), "a secret") for m in pattern.finditer(text)]
    return _apart(sorted(found, key=lambda one: (one.start, -one.end)))


def _pattern(value: str) -> str:
    """Return what finds a value: a short one as a whole word, a long one wherever it stands."""
    escaped = re.escape(value)
    is_long = len(value) >= _LONG
    return escaped if is_long else rf"(?<![A-Za-z0-9]){escaped}(?![A-Za-z0-9])"


def _sent_along(text: str) -> Iterator[Secret]:
    """Yield credentials as headers carry them: an example may show one, a report never does."""
    for match in _SENT_ALONG.finditer(text):
        if _HAS_LETTER_AND_DIGIT.match(match["value"]):
            yield Secret(*match.span("value"), "a credential")


def _apart(found: Iterable[Secret]) -> Iterator[Secret]:
    """Leave out what begins inside the one before."""
    end = -1
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _of_known_forms(text: str) -> Iterator[Secret]:
    for form in FORMS:
        for literal in form.literals:
            at = text.find(literal)
            while at >= 0:
                match = form.pattern.match(text, at)
                if match and not _stands_for_one(match, form):
                    yield _secret(match, form)
                at = text.find(literal, match.end() if match else at + len(literal))


def _of_declared_names(text: str, names: Collection[str]) -> Iterator[Secret]:
    for one in find_assignments(text, names):
        if not stands_for_a_value(one):
            what = f"a value of `{one.name}`"
            yield Secret(one.start, one.end, what, name=one.name, value=one.value)


def _secret(match: re.Match[str], form: Form) -> Secret:
    start, end = match.span("value")
    inside = match.start("shown") == start
    shown = match["shown"] if inside else ""
    return Secret(start, end, form.name, shown, value=match["value"])


_URL_WORDS = frozenset(
    {
        "pass",
        "passwd",
        "password",
        "pwd",
        "secret",
        "token",
        "key",
        "apikey",
        "api_key",
        "api-key",
        "credentials",
        "user",
        "username",
        "root",
        "admin",
        "guest",
        "test",
        "postgres",
        "mysql",
        "mongo",
        "redis",
        "rabbitmq",
        "minio",
        "foo",
        "bar",
        "baz",
        "abc",
        "xxx",
        "hidden",
    }
)


def _stands_for_one(match: re.Match[str], form: Form) -> bool:
    value = match["value"]
    own = value.removeprefix(match["shown"])
    if form.mixed and not (re.search(r"[0-9]", own) and re.search(r"[A-Za-z]", own)):
        return True
    if PLACEHOLDER.search(own) and form is not PRIVATE_KEY:
        return True
    if len(set(own.lower()) - set("-_.")) <= _FEW or "1234567890" in own:
        return True
    if "user" in match.groupdict():
        if _PLAIN_WORD.fullmatch(own):
            return True
        known = own.lower() in {*_URL_WORDS, match["user"].lower()} or _names_a_value(own)
        return known or _NOBODYS.search(match["host"]) is not None
    return False


_PLAIN_WORD = re.compile(r"[a-z]{1,8}|github_pat_[a-z]{1,20}")
"""``scott:tiger`` and ``public:koala``: in documents, short plain words as passwords are samples."""

_NOBODYS = re.compile(r"(?:\A|\.)example\.(?:com|net|org|edu)\.?\Z", re.IGNORECASE)
"""Hosts that are kept for documentation: nobody has them, so no secret opens them."""


_WORDS_FOR_ONE = re.compile(
    r"_*(?:(?:my|the|some|user|db|aws|access|secret|strong|super)[_-]?)*"
    r"(?:pass|passwd|password|passphrase|secret|key|token|credentials?)_*|change[_-]?it",
    re.IGNORECASE,
)


_TAKES_ONE = re.compile(r"[A-Z][A-Z_]+|%[a-zA-Z0-9]|[$%{\[(:#].*|.*[$%{]\w.*[}%]")


def _names_a_value(text: str) -> bool:
    """Say whether a text is a name or a format that takes a value later: ``PASSWORD``, ``%s``."""
    return bool(_WORDS_FOR_ONE.fullmatch(text) or _TAKES_ONE.fullmatch(text))
