"""Tables with a column of names, and what their other columns say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from contractcheck.model.api_fields import FieldFound
from contractcheck.model.document import Cell, Document, Section, Table
from contractcheck.model.folding import fold
from contractcheck.selectors.api_fields.attributes import (
    Words,
    with_default,
    with_required,
    with_text,
    with_type,
    with_values,
)
from contractcheck.selectors.api_fields.naming import (
    BELOW,
    Among,
    first_names,
    led_by,
    renamed,
)

_COLUMNS = {
    "name": (
        "field fields parameter parameters param params name names property properties key attribute "
        "attributes argument filter filters header headers member"
    ),
    "required": "required mandatory req presence needed",
    "optional": "optional",
    "type": "type datatype data-type json-type value-type",
    "default": "default defaults default-value if-omitted when-omitted",
    "values": "values allowed enum choices allowed-values possible-values accepted-values valid-values",
    "place": "in location where sent-in part",
}
_TITLES = {title: name for name, titles in _COLUMNS.items() for title in titles.split()}
_NAMING = re.compile(
    r"(?:query|path|header|body|request|response|json)-(?:parameter|field|property|header|name)s?"
    r"|(?:field|parameter|property|header|param)-name"
)
_PLACES = ("query", "path", "header", "cookie", "body", "form")


def read_table(
    document: Document, section: Section, table: Table, among: Among
) -> Iterator[FieldFound]:
    """Yield the fields that the rows of a table name; none without a column of names."""
    columns = [_column(cell) for cell in table.header]
    if "name" not in columns:
        return
    said = led_by(table.lead_in)
    if {"required", "optional"} & {*columns}:
        among = replace(among, required=None)
    elif said is not None:
        among = replace(among, required=said)
    first, parent = columns.index("name"), ""
    for row in table.rows:
        if first >= len(row):
            continue
        words = Words(document, row[first].prose, row[first].stance, section.role)
        is_below = parent and BELOW.match(words.text)
        for found in first_names(words, in_cell=True):
            whole = f"{parent}.{found.name.text}" if is_below else found.name.text
            parent = parent if is_below else whole
            filled = _filled(document, section, renamed(found, whole), columns, row)
            yield among.filled(filled)


def _column(cell: Cell) -> str:
    title = "-".join(re.sub(r"[?*:.]", "", fold(cell.prose.text).lower()).split())
    return "name" if _NAMING.fullmatch(title) else _TITLES.get(title, "text")


def _place(found: FieldFound, words: Words) -> FieldFound:
    place = next((one for one in _PLACES if one in words.text.lower()), "")
    return replace(found, place=place)


_READ: Mapping[str, Callable[[FieldFound, Words], FieldFound]] = {
    "required": partial(with_required, inverted=False),
    "optional": partial(with_required, inverted=True),
    "type": with_type,
    "default": with_default,
    "values": with_values,
    "place": _place,
    "text": with_text,
    "name": with_text,
}
_LATER = frozenset({"text", "name"})
"""Columns of running text say what no column of its own has said."""


def _filled(
    document: Document,
    section: Section,
    found: FieldFound,
    columns: Sequence[str],
    row: Sequence[Cell],
) -> FieldFound:
    """Return a field with what the cells of its row say."""
    pairs = list(zip(columns, row, strict=False))
    for column, cell in sorted(pairs, key=lambda pair: pair[0] in _LATER):
        words = Words(document, cell.prose, cell.stance, section.role)
        found = _READ[column](found, words)
    return found
