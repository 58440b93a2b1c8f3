"""Records: rows with their values in every view, and parts of the rows where they are listed."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.arguments import Bound, MembersAre
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Reference
from contractcheck.model.fields import Field, read_place
from contractcheck.model.finding import Finding
from contractcheck.model.needs import MembersNeed
from contractcheck.model.numbers import plural
from contractcheck.model.place import MemberShape
from contractcheck.model.records import RecordsAre, RecordsNeed, Row


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for each view of the rows, and for each place of a part of them."""
    for name, field in boundaries.root.get("records").members():
        rows = read_rows(field)
        for view in field.get("views").each():
            yield _view(boundaries, name, field, view, rows)
        yield from _subsets(boundaries, name, field)


def _view(
    boundaries: Boundaries, name: str, field: Field, view: Field, rows: tuple[Row, ...]
) -> Clause:
    place = read_place(view)
    declared = dict(field.get("columns").members())
    named = dict(view.get("columns").members())
    columns = tuple(named) or tuple(declared)
    headers = tuple((one, _header(one, declared, named)) for one in columns)
    key = view.get("key").text or field.get("key").text
    noun = field.get("noun").text or "row"
    bound = Bound(view.get("shows").text or Bound.EXACTLY.value)
    keys = tuple(row.key for row in rows)
    return boundaries.clause(
        f"records/{name}/{view.get('id').text or place}",
        f"{place} shows {bound.value} the {len(rows)} {plural(noun)} with {', '.join(columns)}",
        view,
        RecordsAre(rows, columns, headers, bound, noun),
        (RecordsNeed(place, key, tuple(dict.fromkeys(h for _, h in headers)), keys),),
        group=f"records/{name}",
    )


def _header(name: str, declared: dict[str, Field], named: dict[str, Field]) -> str:
    """Return what a view calls a column: its own word, else the contract's, else the name."""
    for fields in (named, declared):
        if name in fields and fields[name].text:
            return fields[name].text
    return name


def _subsets(boundaries: Boundaries, name: str, field: Field) -> Iterator[Clause]:
    noun = field.get("noun").text or "row"
    for part, subset in field.get("subsets").members():
        members = subset.get("rows").texts()
        for path, place in boundaries.named_places(f"records/{name}/{part}", subset.get("at")):
            yield boundaries.clause(
                path,
                f"{place} shows exactly {', '.join(members)}",
                subset,
                MembersAre(members, noun=noun, declared=subset.key_at),
                (MembersNeed(place, MemberShape.PHRASE, members),),
                group=f"records/{name}/{part}",
            )


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield rows without a value for every column, and parts that name no row."""
    for name, field in boundaries.root.get("records").members():
        rows = read_rows(field)
        keys = {row.key for row in rows}
        count = len(list(field.get("columns").members()))
        for key, row in field.get("rows").members():
            if isinstance(row.value, list) and len(row.value) != count:
                message = f"`{key}` has {len(row.value)} values for {count} columns"
                yield from boundaries.contradiction(f"records/{name}", row, key, message)
        for part, subset in field.get("subsets").members():
            for one in subset.get("rows").each():
                if one.text not in keys:
                    message = f"`{part}` names `{one.text}`, which is no row of `{name}`"
                    yield from boundaries.contradiction(f"records/{name}", one, one.text, message)


def references(boundaries: Boundaries) -> Iterator[Reference]:
    """Yield the columns that views and rows name."""
    for _, field in boundaries.root.get("records").members():
        columns = tuple(name for name, _ in field.get("columns").members())
        named = [view.get("columns") for view in field.get("views").each()]
        named += [row for _, row in field.get("rows").members() if isinstance(row.value, dict)]
        for one in named:
            for name, inner in one.members():
                yield Reference("column", name, inner.key_at, columns)


def read_rows(field: Field) -> tuple[Row, ...]:
    """Return the rows; values stand in the order of the columns, or by the columns' names."""
    columns = tuple(name for name, _ in field.get("columns").members())
    rows = []
    for key, row in field.get("rows").members():
        if isinstance(row.value, dict):
            values = tuple((name, one.texts()) for name, one in row.members())
        else:
            values = tuple(
                (name, one.texts()) for name, one in zip(columns, row.each(), strict=False)
            )
        rows.append(Row(key, values))
    return tuple(rows)
