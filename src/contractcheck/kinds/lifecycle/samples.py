"""Samples of payloads, and fields that samples, schemas and migrations must have."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.lifecycle.contract import Lifecycle
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.fields import Field, read_place, read_view
from contractcheck.model.finding import Finding
from contractcheck.model.place import MemberShape
from contractcheck.model.samples import (
    FieldsShown,
    SampleFilesNeed,
    SamplesFlat,
    SamplesFree,
    SamplesHold,
    SamplesNeed,
    SamplesNumeric,
    SamplesRegistered,
)

Fields = tuple[tuple[str, tuple[str, ...]], ...]


def clauses(lifecycle: Lifecycle) -> Iterator[Clause]:
    """Yield a clause for each rule of each sample at each of its places, and for each view of the fields."""
    for name, field in lifecycle.root.get("samples").members():
        places = list(field.get("in").each())
        for place in places:
            need = _need(place)
            end = f"/{_name(place)}" if len(places) > 1 else ""
            yield from _rules(lifecycle, f"samples/{name}", end, field, need)
    fields = lifecycle.root.get("fields")
    needed = _fields(fields.get("required"))
    for one in fields.get("views").each():
        view = read_view(one, MemberShape.IDENTIFIER, _spellings(needed))
        yield lifecycle.clause(
            f"fields/{view.name}",
            f"{view.need.describe()} has {', '.join(name for name, _ in needed)}",
            one,
            FieldsShown(needed),
            (view.need,),
        )


def contradictions(lifecycle: Lifecycle) -> Iterator[Finding]:
    """Yield samples that are to keep to registered keys or fields the contract does not have."""
    for name, field in lifecycle.root.get("samples").members():
        if field.get("registered").value is True and not lifecycle.names("keys").known:
            message = "`registered` asks for the keys of this contract, and it has no `keys`"
            at = field.get("registered")
            yield lifecycle.fault(f"samples/{name}", "contradiction", at, name, message)
        if field.get("requires").value is True and not lifecycle.root.has("fields"):
            message = (
                "`requires: true` asks for the fields of this contract, and it has no `fields`"
            )
            at = field.get("requires")
            yield lifecycle.fault(f"samples/{name}", "contradiction", at, name, message)


def _rules(lifecycle: Lifecycle, path: str, end: str, field: Field, need: Need) -> Iterator[Clause]:
    found = list(_arguments(lifecycle, field))
    for word, says, argument, more in found:
        yield lifecycle.clause(
            f"{path}/{word}{end}",
            f"samples in {need.describe()} {says}",
            field.get(word) if field.has(word) else field,
            argument,
            (need, *more),
        )


def _arguments(
    lifecycle: Lifecycle, field: Field
) -> Iterator[tuple[str, str, Argument, tuple[Need, ...]]]:
    """Yield the key of each rule, what it says, its argument and what it needs besides the samples."""
    if field.get("flat").value is True:
        yield "flat", "are flat", SamplesFlat(), ()
    if field.get("numeric").value is True:
        yield "numeric", "hold numbers", SamplesNumeric(), ()
    keys = lifecycle.names("keys")
    if field.get("registered").value is True and keys.known:
        argument = SamplesRegistered(keys.names)
        yield "registered", "have registered keys", argument, keys.needs
    if field.get("requires").value is True:
        needed = _fields(lifecycle.root.get("fields").get("required"))
    else:
        needed = _fields(field.get("requires"))
    if needed:
        names = ", ".join(name for name, _ in needed)
        yield "requires", f"have {names}", SamplesHold(needed), ()
    never, excluded = field.get("never").texts(), field.get("never_keys").texts()
    names = ", ".join((*never, *excluded))
    if names:
        yield "never", f"carry no {names}", SamplesFree(never, excluded), ()


def _name(field: Field) -> str:
    """Return a place as the end of a clause id."""
    if field.has("file"):
        return field.get("file").text + field.get("select").text
    return str(read_place(field)) + field.get("select").text


def _need(field: Field) -> Need:
    if field.has("file"):
        return SampleFilesNeed(field.get("file").text, field.get("select").text or "$")
    return SamplesNeed(read_place(field))


def _fields(field: Field) -> Fields:
    """Return the fields with their spellings: a list of names, or a mapping of names to spellings."""
    if isinstance(field.value, bool):
        return ()
    return tuple((name, one.texts()) for name, one in field.members()) or tuple(
        (name, ()) for name in field.texts()
    )


def _spellings(fields: Fields) -> tuple[str, ...]:
    return tuple(name for field, names in fields for name in (names or (field,)))
