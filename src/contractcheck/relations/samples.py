"""Samples keep to what the contract says of them; each fault stands at its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.likeness import squeezed
from contractcheck.model.needs import PlaceFound
from contractcheck.model.payload import CONTENTS, carries, is_redacted, words_of
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.samples import (
    Entry,
    EntryShape,
    FieldsShown,
    Sample,
    SampleBroken,
    SamplesFlat,
    SamplesFree,
    SamplesHold,
    SamplesNumeric,
    SamplesRegistered,
)
from contractcheck.model.secrets import find_secrets
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict

_INSIDE = frozenset({EntryShape.OBJECT, EntryShape.LIST})
_SHOWN_AS_RIGHT = frozenset(
    {Stance.AFFIRMED, Stance.EXAMPLE, Stance.CONDITIONAL, Stance.PLANNED, Stance.QUOTED}
)
_LEFT_OUT = ("...", "\u2026")


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each rule of a sample on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = case.clause.argument
    if isinstance(argument, SamplesRegistered) and not argument.keys:
        registered = _with_keys(case, argument)
        if not isinstance(registered, Case):
            yield registered
            return
        case, argument = registered, registered.clause.argument
    if not is_there(case):
        yield place_gone(case)
        return
    if isinstance(argument, FieldsShown):
        yield from _shown(case, argument)
        return
    samples = [one for one in case.facts if isinstance(one, Sample)]
    broken = [one for one in case.facts if isinstance(one, SampleBroken)]
    for one in broken:
        yield _broken(case, one)
    if not samples and not broken:
        yield place_gone(case, "no sample stands here")
        return
    for sample in samples:
        if _is_meant(sample):
            yield from _RULES[type(argument)](case, sample)


def _is_meant(sample: Sample) -> bool:
    """Say whether a sample shows how it should be: one under *never like this* does not."""
    return sample.role is not Role.HISTORY and sample.stance.stance in _SHOWN_AS_RIGHT


def _broken(case: Case, broken: SampleBroken) -> Finding:
    return drift(
        case.clause,
        "sample-unreadable",
        subject=str(broken.at.document),
        message=f"this sample cannot be read: {broken.message}",
        places=[broken.at],
        repairs=[Repair(RepairTarget.DOCUMENT, "write it so that it can be read", broken.at)],
    )


def _flat(case: Case, sample: Sample) -> Iterator[Finding]:
    if sample.shape is EntryShape.LIST:
        yield _fault(
            case, "sample-nested", None, sample, "this is a list, where a flat object stands"
        )
    for entry in sample.entries:
        if entry.shape in _INSIDE and len(entry.path) == 1:
            message = f"`{entry.name}` holds {entry.shape.value}; nothing here is nested"
            yield _fault(case, "sample-nested", entry, sample, message)


def _numeric(case: Case, sample: Sample) -> Iterator[Finding]:
    for entry in sample.entries:
        if entry.shape in _INSIDE or entry.shape is EntryShape.NUMBER or _left_out(entry):
            continue
        message = f"`{entry.name}` is {entry.shape.value}; every value here is a number"
        yield _fault(case, "sample-not-numeric", entry, sample, message)


def _left_out(entry: Entry) -> bool:
    """Say whether an example leaves the value open."""
    text = entry.text.strip()
    return text in _LEFT_OUT or (text.startswith("<") and text.endswith(">"))


def _registered(case: Case, sample: Sample) -> Iterator[Finding]:
    argument = cast("SamplesRegistered", case.clause.argument)
    for entry in sample.entries:
        if len(entry.path) != 1 or entry.key in argument.keys or entry.key in _LEFT_OUT:
            continue
        near = next((key for key in argument.keys if squeezed(key) == squeezed(entry.key)), "")
        hint = f", which has `{near}`" if near else ""
        message = f"`{entry.key}` is no key of {argument.registry or 'the contract'}{hint}"
        yield _fault(case, "unregistered-key", entry, sample, message)


def _with_keys(case: Case, argument: SamplesRegistered) -> Case | Finding:
    """Return the case with the keys its last need brought, or that their owner is gone."""
    (*needs, need), (*evidence, owner) = case.clause.needs, case.evidence
    keys = tuple(fact.text for fact in owner.facts if isinstance(fact, Value))
    if not keys:
        facts = tuple(fact for fact in owner.facts if not isinstance(fact, PlaceFound))
        return place_gone(Case(replace(case.clause, needs=(need,)), (replace(owner, facts=facts),)))
    known = replace(argument, keys=keys, registry=need.describe())
    return Case(replace(case.clause, argument=known, needs=tuple(needs)), tuple(evidence))


def _hold(case: Case, sample: Sample) -> Iterator[Finding]:
    argument = cast("SamplesHold", case.clause.argument)
    for field, spellings in argument.fields:
        names = {_path(one) for one in (spellings or (field,))}
        held = [entry for entry in sample.entries if _path(entry.name) in names]
        if not held:
            message = f"this sample has no `{field}`"
            yield _fault(case, "field-missing", None, sample, message, subject=field)
        elif all(_is_empty(entry) for entry in held):
            message = f"`{held[0].name}` is there and empty"
            yield _fault(case, "field-missing", held[0], sample, message, subject=field)


def _path(name: str) -> tuple[str, ...]:
    """Return a dotted name without the case and signs that join its words."""
    return tuple("".join(words_of(part)) or part for part in name.split("."))


def _is_empty(entry: Entry) -> bool:
    if entry.shape in _INSIDE:
        return entry.size == 0
    return entry.shape is EntryShape.NOTHING or (
        entry.shape is EntryShape.TEXT and not entry.text.strip()
    )


def _free(case: Case, sample: Sample) -> Iterator[Finding]:
    argument = cast("SamplesFree", case.clause.argument)
    inside: tuple[str, ...] | None = None
    for entry in sample.entries:
        if inside is not None and entry.path[: len(inside)] == inside:
            continue  # the key above says it for all that stands below
        what = _carried(entry, argument)
        if what:
            inside = entry.path
            message = f"{_named(entry)} carries {what}, which never stands here"
            yield _fault(case, "forbidden-content", entry, sample, message)


def _named(entry: Entry) -> str:
    return f"`{entry.name}`" if entry.path else "this text"


def _carried(entry: Entry, argument: SamplesFree) -> str:
    """Return what an entry carries that it may not, named; the value itself is never shown."""
    holds = entry.size if entry.shape in _INSIDE else entry.shape is EntryShape.TEXT
    if not holds or find_secrets(entry.text):
        return ""  # a token of a known form is said once, by the rule on secrets that is always on
    key = entry.key if not entry.key.isdigit() else ""
    text = entry.text if entry.shape is EntryShape.TEXT else "an object or a list"
    shown = [CONTENTS[name].noun for name in argument.classes if carries(key, text, name)]
    excluded = any(fnmatchcase(key.lower(), one.lower()) for one in argument.keys)
    if excluded and not is_redacted(text):
        shown.append("what the contract excludes by name")
    return shown[0] if shown else ""


def _shown(case: Case, argument: FieldsShown) -> Iterator[Finding]:
    """Yield the fields that are not shown, each beside the one before it."""
    places = {_path(fact.text): fact.at for fact in case.facts if isinstance(fact, Value)}
    beside = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    beside = next(iter(places.values()), beside)
    for field, spellings in argument.fields:
        shown = [places[one] for one in map(_path, spellings or (field,)) if one in places]
        if shown:
            beside = shown[0]
            continue
        yield drift(
            case.clause,
            "field-missing",
            subject=field,
            message=f"the field `{field}` is not here",
            places=[beside],
            expected=field,
            repairs=[
                Repair(RepairTarget.DOCUMENT, f"add `{field}`", beside),
                Repair(RepairTarget.CONTRACT, f"take `{field}` out", case.clause.at),
            ],
        )


def _fault(  # noqa: PLR0913 - the parts of a finding
    case: Case,
    what: str,
    entry: Entry | None,
    sample: Sample,
    message: str,
    *,
    subject: str = "",
) -> Finding:
    at = entry.key_at if entry and entry.path else entry.at if entry else sample.at
    name = subject or (entry.name if entry else "")
    return drift(
        case.clause,
        what,
        subject=name or at.document,
        message=message,
        places=[at],
        expected=subject,
        repairs=[
            Repair(RepairTarget.DOCUMENT, _MENDS[what].format(name=name), at),
            Repair(
                RepairTarget.CONTRACT, "change what the contract asks of samples", case.clause.at
            ),
        ],
    )


_MENDS: Mapping[str, str] = {
    "sample-nested": "put a number here, or take `{name}` away",
    "sample-not-numeric": "put a number here",
    "unregistered-key": "use a registered key, or register `{name}` in the source",
    "field-missing": "add `{name}` with a value",
    "forbidden-content": "take it out, or put a reference in its place",
}
_RULES: Mapping[type[Argument], Callable[[Case, Sample], Iterator[Finding]]] = {
    SamplesFlat: _flat,
    SamplesNumeric: _numeric,
    SamplesRegistered: _registered,
    SamplesHold: _hold,
    SamplesFree: _free,
}
