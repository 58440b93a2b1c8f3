"""Judge the fields that a place lists against the operation they are said to be of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.api_described import describe
from contractcheck.model.api_examples import Part
from contractcheck.model.api_fields import FieldFound, FieldsAre
from contractcheck.model.arguments import Bound
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.named_operation import operation_named
from contractcheck.model.near_names import nearest_name
from contractcheck.model.needs import ApiFound, PlaceFound
from contractcheck.model.operation_scope import is_unread
from contractcheck.model.per_document import each_document
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.api_fields.differing import Difference, differences
from contractcheck.relations.api_fields.known import Known, Names

_WHOLE = frozenset({"body", "payload", "data", "request"})
"""What rows call a body as a whole, beside parameters."""
_PLACES = {Part.REQUEST: "body", Part.RESPONSE: "answer"} | {
    one: one.value for one in (Part.QUERY, Part.PATH, Part.HEADER, Part.COOKIE)
}
_NOT_SAID = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each case's lists."""
    for case in cases:
        try:
            found = list(_case(case))
        except UnreadableError as error:
            reason = f"{error.problem.location}: {error.problem.message}"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
            continue
        if _is_behind_reference(case):
            path = cast("FieldsAre", case.clause.argument).of.path
            reason = f"the API declares `{path}` by a reference that is not followed"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
            continue
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _is_behind_reference(case: Case) -> bool:
    """Say whether nobody can tell if the API has the operation."""
    path = cast("FieldsAre", case.clause.argument).of.path
    brought = next(fact for fact in case.facts if isinstance(fact, ApiFound))
    return is_unread(path, brought.api, brought.base_paths)


def _case(case: Case) -> Iterator[Finding]:
    argument = cast("FieldsAre", case.clause.argument)
    brought = next(fact for fact in case.facts if isinstance(fact, ApiFound))
    operation = operation_named(brought, argument.of.method, argument.of.path)
    if operation is None:
        yield _no_operation(case, argument, brought)
        return
    names = Names(describe(brought.api, operation), argument.of)
    for _, part in each_document(case):
        yield from _document(part, names)


def _no_operation(case: Case, argument: FieldsAre, brought: ApiFound) -> Finding:
    wanted = f"{argument.of.method} {argument.of.path}"
    near = nearest_name(wanted, map(str, brought.api.operations))
    message = f"the API has no operation `{wanted}`"
    return drift(
        case.clause,
        "fields-of-no-operation",
        subject=wanted,
        message=message + (f"; the nearest is `{near}`" if near else ""),
        places=[argument.of_at],
        expected=near,
        observed=wanted,
        related=[Related(brought.api.at, "the API description")],
        repairs=[Repair(RepairTarget.CONTRACT, "name an operation the API has", argument.of_at)],
    )


def _document(case: Case, names: Names) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    listed = [fact for fact in case.facts if isinstance(fact, FieldFound)]
    shown = [one for one in listed if one.name.role is not Role.HISTORY and _is_said(one)]
    if not listed:
        yield place_gone(case, "no table or list of fields stands here")
        return
    unlisted = _unlisted(case, shown, names)
    strange = [one for one in shown if names.named(one.name.text, one.place) is None]
    for one in shown:
        known = names.named(one.name.text, one.place)
        if known is None:
            yield from _unknown(case, one, names, unlisted, is_only=len(strange) == 1)
        elif known.set_by_server:
            yield _finding(case, names, _server_sets(one, known.at, "is set by the server"))
        else:
            for difference in differences(one, known):
                yield _finding(case, names, difference)
    for missing in unlisted.values():
        yield _undocumented(case, names, missing, shown)


def _is_said(found: FieldFound) -> bool:
    return found.name.stance.stance not in _NOT_SAID


def _unlisted(case: Case, shown: Sequence[FieldFound], names: Names) -> dict[str, Known]:
    """Return what a complete list would name and this one does not; nothing where it need not be."""
    if cast("FieldsAre", case.clause.argument).bound is Bound.AT_MOST:
        return {}
    said = {one.name.text.lower() for one in shown}
    said |= {name.partition(".")[0].partition("[")[0] for name in said}
    inner = {name.rpartition(".")[2] for name in said}
    found = {}
    for one in names.every():
        items = one.schema.items if one.part is Part.RESPONSE else None
        wrapped = items is not None and any(each.lower() in inner for each in items.names)
        if one.name.lower() not in said and not wrapped:
            found[one.name] = one
    return found


def _unknown(
    case: Case, shown: FieldFound, names: Names, unlisted: dict[str, Known], *, is_only: bool
) -> Iterator[Finding]:
    """Yield that the API has no such field, with the one that is meant, which is then not missing too."""
    name, bound = shown.name.text, cast("FieldsAre", case.clause.argument).bound
    parent = names.parent(name)
    if parent is not None and (parent.is_free or not parent.names):
        return
    if "." in name and parent is None:
        return
    part = names.of.part
    if shown.place == "body" and name in _WHOLE:
        return
    if bound is Bound.AT_LEAST or (names.is_free and not shown.place):
        return
    answered = (
        names.answered(name) if part in (Part.REQUEST, Part.ANY) and not shown.place else None
    )
    if answered:
        yield _finding(
            case, names, _server_sets(shown, answered, "is only in what the API answers")
        )
        return
    every = {one.name: one for one in names.every()}
    every.pop(name, None)  # it is there, but not where the list says it is sent
    near = nearest_name(name, unlisted) or nearest_name(name, every)
    if not near and is_only and len(unlisted) == 1:
        near = next(iter(unlisted))  # one name in the place of another
    declared = every[near].at if near else names.described.at
    unlisted.pop(near, None)
    elsewhere = names.named(name, "") if shown.place else None
    message = f"`{names.of}` has no `{name}`"
    if elsewhere:
        unlisted.pop(name, None)
        near, declared = "", elsewhere.at
        message += f" in the {shown.place}; it has one in the {_PLACES[elsewhere.part]}"
    message += f"; the nearest is `{near}`" if near else ""
    difference = Difference(
        "field-unknown", name, message, shown.name.at, declared, near, name, near or None
    )
    yield _finding(case, names, difference)


def _server_sets(shown: FieldFound, declared: Location, why: str) -> Difference:
    name = shown.name.text
    message = f"`{name}` {why}; it stands here among what is sent"
    return Difference("field-set-by-server", name, message, shown.name.at, declared, observed=name)


def _undocumented(case: Case, names: Names, missing: Known, shown: Sequence[FieldFound]) -> Finding:
    place = next(fact for fact in case.facts if isinstance(fact, PlaceFound))
    at = shown[-1].name.at if shown else place.at
    word = "parameter" if missing.part not in (Part.REQUEST, Part.RESPONSE) else "field"
    message = f"the {word} `{missing.name}` of `{names.of}` is not listed here"
    return _finding(
        case,
        names,
        Difference("field-undocumented", missing.name, message, at, missing.at, missing.name),
    )


def _finding(case: Case, names: Names, difference: Difference) -> Finding:
    operation = names.described.operation
    repairs = [
        Repair(RepairTarget.DOCUMENT, _advice(difference), difference.at, difference.replacement)
    ]
    return drift(
        case.clause,
        difference.what,
        subject=f"{names.of} {difference.name}",
        message=difference.message,
        places=[difference.at],
        expected=difference.expected,
        observed=difference.observed,
        related=[Related(difference.declared, f"the API description of `{operation}`")],
        repairs=repairs,
    )


def _advice(difference: Difference) -> str:
    if difference.replacement:
        return f"write `{difference.replacement}`"
    if difference.what == "field-undocumented":
        return f"list `{difference.expected}`"
    return (
        f"say that it is {difference.expected}" if difference.expected else "take it off this list"
    )
