"""The JSON types that people name in documents."""

from __future__ import annotations

import re

_NAMED = {
    "string": (
        "string str text uuid guid date time datetime date-time timestamp uri url email slug enum char "
        "varchar iso8601 hostname password id"
    ),
    "integer": "int integer int32 int64 long short",
    "number": "number numeric float double decimal",
    "boolean": "bool boolean",
    "array": "array list",
    "object": "object map dict dictionary hash json mapping struct record",
    "null": "null none nil",
}
_WORDS = {word: name for name, words in _NAMED.items() for word in words.split()}
_ONLY_AS_A_TYPE = frozenset(
    re.findall(
        r"\w+",
        "id date time text url slug password record list map none json hash struct char short long email",
    )
)
"""Words that name types in a column of types, and things elsewhere."""
_OF = re.compile(
    r"(?:array|list)\s*(?:of|<|\[)\s*(?P<items>[\w-]+?)s?\b|(?P<element>[\w-]+)\[\]", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z][\w-]*")
_NOT_TYPES = frozenset({"of", "or", "and", "a", "an", "the", "nullable", "optional", "required"})


def read_types(text: str, *, in_column: bool) -> tuple[str, ...]:
    """Return the JSON types a text names; ``string[]`` for a list of them; empty where it is not sure."""
    if listed := _OF.search(text):
        inner = _WORDS.get((listed["items"] or listed["element"]).lower(), "")
        return (f"{inner}[]" if inner else "array",)
    found: dict[str, None] = {}
    for match in _WORD.finditer(re.sub(r"\([^()]*\)|<[^<>]*>", " ", text)):
        word = match[0].lower()
        if word in _NOT_TYPES:
            continue
        known = _WORDS.get(word)
        if known is None or (word in _ONLY_AS_A_TYPE and not in_column):
            return () if in_column else tuple(found)
        found[known] = None
    return tuple(found)
