"""Find what is assigned to declared names of secrets, in any notation; and tell values from words about them.

Known are shell and dotenv assignments, entries of YAML, JSON and source code, ``name``/``value`` pairs,
table cells, Dockerfiles and XML elements.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

PLACEHOLDER = re.compile(
    r"example|x{4}|redacted|placeholder|change[-_ ]?me|replace[-_ ]?me|your[-_]|<|>|\.\.\.|…|\*\*\*"
    r"|\$[{(A-Z]|\{\{",
    re.IGNORECASE,
)
"""What no value holds that is one."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A text that is assigned to ``name``: ``quoted``, or ``decorated`` as prose and tables are."""

    name: str
    start: int
    end: int
    value: str
    quoted: bool = False
    decorated: bool = False


def find_assignments(text: str, names: Collection[str]) -> Iterator[Assignment]:
    """Yield everything that is assigned to one of ``names``, references too."""
    for name in sorted({name for name in names if name}):
        at = text.find(name)
        while at >= 0:
            before, end = text[max(0, at - _BEFORE) : at], at + len(name)
            if not _INSIDE_BEFORE.search(before) and not _INSIDE_AFTER.match(text, end):
                yield from _at(text, name, before, end)
            at = text.find(name, end)


def _at(text: str, name: str, before: str, end: int) -> Iterator[Assignment]:
    """Yield what is assigned to the name that ends at ``end``."""
    for context, pattern in _PATTERNS:
        match = pattern.match(text, end) if context is None or context.search(before) else None
        if match:
            yield _assignment(match, name)
            return
    row = _ROW.match(text, end) if _ROW_BEGINS.search(before) else None
    for cell in _CELL.finditer(row["cells"]) if row else ():
        start = row.start("cells") + cell.start("value") if row else 0
        code = cell["code"] is not None
        value = cell["value"]
        yield Assignment(name, start, start + len(value), value, code, decorated=True)


_BEFORE = 80
_INSIDE_BEFORE = re.compile(r"[\w./-]\Z")
_INSIDE_AFTER = re.compile(r"[\w-]")
_QUOTED = r"(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)'|`(?P<code>[^`\n]+)`"
_BARE = r"(?P<bare>[^\s\"'`,;|#{}\[\]]+)(?=[ \t]*(?:[,;}#`\r\n]|\Z)))"
_CLOSING = r"(?P<closing>[\"'`*\])]{0,4})"
_BLOCK = r"(?:[|>][+-]?[ \t]*\r?\n[ \t]+)?"
_SEPARATOR = rf"[ \t]*(?:[:?]?=|=>)[ \t]*|:[ \t]*(?=[\"'])|[*_]*:[*_]*[ \t]+{_BLOCK}"
_PATTERNS: tuple[tuple[re.Pattern[str] | None, re.Pattern[str]], ...] = (
    (
        re.compile(r"name[\"']?[ \t]*[:=][ \t]*[\"']?\Z"),
        re.compile(rf"[\"']?,?\s{{1,200}}[\"']?value[\"']?[ \t]*[:=][ \t]*{_QUOTED}|{_BARE}"),
    ),
    (re.compile(r"\bENV[ \t]+\Z"), re.compile(rf"[ \t]+{_QUOTED}|(?P<bare>[^\s=]\S*))")),
    (re.compile(r"\w[ \t]*\([ \t]*[\"']\Z"), re.compile(rf"[\"'],[ \t]*{_QUOTED})")),
    (re.compile(r"\$\{\Z"), re.compile(r":?-(?P<bare>[^\s\"'`${}]+)\}")),
    (re.compile(r"<\Z"), re.compile(r">(?P<bare>[^<\s]+)</")),
    (None, re.compile(rf"{_CLOSING}[:?]?=(?!=){_QUOTED}|(?P<bare>[^\s\"'`,;|&<>]+))")),
    (None, re.compile(rf"{_CLOSING}(?:{_SEPARATOR})(?!=){_QUOTED}|{_BARE}")),
)
"""What stands before the name, and what behind it, in each notation."""

_ROW_BEGINS = re.compile(r"\|[ \t`*_]*\Z")
_ROW = re.compile(r"[ \t`*_]*(?P<cells>\|[^\n]*)")
_CELL = re.compile(r"\|[ \t]*(?P<code>`)?(?P<value>[^|\n`]*?[^|\n`\s])`?[ \t]*(?=\|)")


def _assignment(match: re.Match[str], name: str) -> Assignment:
    groups = match.groupdict()
    kind = next(k for k in ("double", "single", "code", "bare") if groups.get(k) is not None)
    start, end = match.span(kind)
    between = match.string[match.start() : start].strip("\"'`*])")
    decorated = any(sign in (groups.get("closing") or "") for sign in "`*") and between != "="
    return Assignment(name, start, end, match[kind], kind != "bare", decorated=decorated)


_LIKE_A_SECRET = re.compile(
    r"\b[A-Z][A-Z0-9_]*_(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)\b"
)


def names_like_secrets(text: str) -> frozenset[str]:
    """Return the names in a text that say they are secret, for where nobody could declare any yet."""
    return frozenset(_LIKE_A_SECRET.findall(text))


_DESCRIBES = frozenset(
    {
        "required",
        "optional",
        "mandatory",
        "secret",
        "string",
        "text",
        "token",
        "key",
        "yes",
        "no",
        "true",
        "false",
        "none",
        "null",
        "nil",
        "set",
        "unset",
        "empty",
        "missing",
        "present",
        "provided",
        "absent",
        "sensitive",
        "env",
        "environment",
        "variable",
        "vault",
        "openbao",
        "operator",
        "operators",
        "password",
        "credential",
        "credentials",
        "todo",
        "tbd",
        "na",
        "n/a",
        "unknown",
        "any",
        "undefined",
        "masked",
        "hidden",
        "removed",
        "encrypted",
        "generated",
        "external",
        "managed",
        "injected",
        "default",
        "header",
        "bearer",
        "hub",
        "provisioned",
        "never",
        "always",
        "deferred",
        "live",
        "waiting",
        "blocked",
        "declared",
        "owner",
        "value",
        "return",
        "pass",
        "raise",
        "str",
    }
)
_BLANK = re.compile(r"[\s.…*_#?~-]*\Z")
_REFERENCE = re.compile(
    r"\$[\w({]|\{|<|%\w+%|\[|[&*!|>@]|https?://|secrets\.|vars\.|env\.|process\.env|os\.|System\.|ENV\[|getenv"
    r"|(?:op|vault|ref|secrets?|env|file|ssm|arn|bao|openbao|aws|gcp|azure|akv|sops|kms|awssm|ENC)(?:[:+/]|\[)"
)
_PATH = re.compile(r"[./~]?[a-z][\w.-]*(?:/[\w.-]+)+(?:#\w+)?\Z|/[\w./-]+\Z")
_SENTENCE = re.compile(r"[A-Za-z]+[,.]?(?:\s+[A-Za-z'-]+[,.:;]?)+\Z")
_OURS = re.compile(r"(?:my|the|some|our)[-_ ]", re.IGNORECASE)


def stands_for_a_value(one: Assignment) -> bool:
    """Say whether what is assigned is empty, a reference or a placeholder, or only tells of the name."""
    text = one.value.strip()
    if _BLANK.match(text) or _REFERENCE.match(text) or PLACEHOLDER.search(text):
        return True
    if len(set(text.lower())) == 1 or text.strip(".:()").lower() in _DESCRIBES:
        return True
    if (
        f"_{one.name}".endswith(f"_{text}")
        or _SENTENCE.match(text)
        or _OURS.match(text)
        or _PATH.match(text)
    ):
        return True
    if one.decorated and not one.quoted:
        return " " in text or not re.search(r"[0-9]", text)
    return one.decorated and " " in text
