"""Widgets: what is there from the start, each with its type, equal in every view."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.capability_manifest.manifest import (
    BOUNDS,
    Manifest,
    file_of,
    registry_of,
)
from contractcheck.model.arguments import Bound
from contractcheck.model.clause import Clause, Need
from contractcheck.model.contract import Reference
from contractcheck.model.fields import Field, read_place
from contractcheck.model.finding import Finding
from contractcheck.model.numbers import plural
from contractcheck.model.records import (
    RecordsAre,
    RecordsFileNeed,
    RecordsNeed,
    RecordsRegistryNeed,
    Row,
)

_TYPE = "type"


def declared(manifest: Manifest) -> dict[str, Field]:
    """Return the widgets by name, each with the field of its type."""
    return dict(_set(manifest).members())


def _set(manifest: Manifest) -> Field:
    field = manifest.root.get("widgets")
    return field.get(next((key for key in BOUNDS if field.has(key)), "exactly"))


def clauses(manifest: Manifest) -> Iterator[Clause]:
    """Yield a clause for each view of the widgets."""
    field = manifest.root.get("widgets")
    noun = field.get("noun").text or "widget"
    bound = BOUNDS["at_least" if field.has("at_least") else "exactly"]
    rows = tuple(
        Row(name, ((_TYPE, (one.text,)),), one.at) for name, one in declared(manifest).items()
    )
    for name, view in manifest.views(field):
        key, header = view.get("key").text or "name", view.get(_TYPE).text or _TYPE
        shows = Bound(view.get("shows").text or bound.value)
        need = _need(view, key, header, tuple(row.key for row in rows))
        yield manifest.clause(
            f"widgets/views/{name}",
            f"{need.describe()} shows {shows.value} the {len(rows)} {plural(noun)}, each with its type",
            view,
            RecordsAre(rows, (_TYPE,), ((_TYPE, header),), shows, noun, _set(manifest).at),
            (need,),
            group="widgets/views",
        )


def _need(view: Field, key: str, header: str, known: tuple[str, ...]) -> Need:
    if view.has("registry"):
        api, path = registry_of(view)
        return RecordsRegistryNeed(api, path, view.get("select").text, key, (header,))
    file = file_of(view)
    if file:
        return RecordsFileNeed(file, view.get("select").text or "$", key, (header,))
    return RecordsNeed(read_place(view), key, (header,), known)


def contradictions(manifest: Manifest) -> Iterator[Finding]:
    """Yield types that the vocabulary does not have; a widget may be called like its type."""
    words = manifest.words(manifest.root.get("widgets").get("types").text)
    for name, one in declared(manifest).items():
        if words and one.text not in words:
            yield undeclared(manifest, "widgets", one, name)


def undeclared(manifest: Manifest, path: str, field: Field, name: str) -> Finding:
    """Return the finding that a type is no word of its vocabulary."""
    message = f"`{name}` has the type `{field.text}`, which its vocabulary does not have"
    return manifest.fault(path, "undeclared-type", field, name, message)


def references(manifest: Manifest) -> Iterator[Reference]:
    """Yield the vocabulary of the types."""
    yield from manifest.vocabulary_named(manifest.root.get("widgets").get("types"))
