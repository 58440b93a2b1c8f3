"""Events: samples of what is sent, each of a declared type, at a declared widget, with its metadata."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.capability_manifest.manifest import Manifest, read_attribute
from contractcheck.kinds.capability_manifest.widgets import declared, undeclared
from contractcheck.model.attributes import Attribute
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Reference
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding

_CALLED = {"type": ("event type",), "widget": ("widget id",)}


def clauses(manifest: Manifest) -> Iterator[Clause]:
    """Yield a clause for each view of each sample."""
    for name, field in manifest.root.get("events").members():
        attributes = tuple(_attributes(manifest, field))
        says = f"an event of type {_text(field.get('type'))}"
        yield from manifest.described(f"events/{name}", says, field, attributes)


def _attributes(manifest: Manifest, field: Field) -> Iterator[Attribute]:
    for key, called in _CALLED.items():
        if field.has(key):
            others = tuple(declared(manifest)) if key == "widget" else ()
            one = read_attribute(key, field.get(key), others)
            yield Attribute(key, one.writings, (*called, *one.called), others, one.at)
    for name, value in field.get("fields").members():
        yield read_attribute(name, value)
    for name, value in field.get("metadata").members():
        yield read_attribute(f"metadata.{name}", value)


def _text(field: Field) -> str:
    """Return a value that may stand below ``is``."""
    return field.get("is").text if isinstance(field.value, dict) else field.text


def contradictions(manifest: Manifest) -> Iterator[Finding]:
    """Yield types that the vocabulary does not have, and widgets that nobody declares."""
    widgets = declared(manifest)
    for name, field in manifest.root.get("events").members():
        words = manifest.words(field.get("types").text)
        type_, widget = field.get("type"), field.get("widget")
        path = f"events/{name}"
        if words and _text(type_) not in words:
            inner = type_.get("is") if isinstance(type_.value, dict) else type_
            yield undeclared(manifest, path, inner, name)
        if widgets and _text(widget) and _text(widget) not in widgets:
            message = f"`{name}` is sent at `{_text(widget)}`, which is no widget of the manifest"
            yield manifest.fault(path, "undeclared-widget", widget, name, message)


def references(manifest: Manifest) -> Iterator[Reference]:
    """Yield the vocabularies of the types."""
    for _, field in manifest.root.get("events").members():
        yield from manifest.vocabulary_named(field.get("types"))
