"""The API has the operations and paths that are named, lacks others, and has nothing else in a scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from contractcheck.model.api import Operation
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.needs import ApiFound
from contractcheck.model.operation_scope import READS, is_named, is_of
from contractcheck.model.path_template import same_template, strip_base
from contractcheck.model.renames import renames
from contractcheck.model.surface import NothingElse, OperationLacking, OperationThere
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.surface.found import (
    answer,
    api_of,
    is_unread,
    operations_at,
    path_at,
    paths_at,
)


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge what one API must have, together with what it may have besides."""
    found = api_of(cases[0])
    there = [case for case in cases if isinstance(case.clause.argument, OperationThere)]
    closed = [case for case in cases if isinstance(case.clause.argument, NothingElse)]
    names = [cast("OperationThere", case.clause.argument).name for case in there]
    missing = [name for name in dict.fromkeys(names) if not operations_at(name, found)]
    unread = {name for name in missing if is_unread(name, found)}
    new = _new_names(missing, names, found)
    if closed:
        new |= _new_methods([name for name in missing if name not in new], names, found)
    seen = _Seen(found, new)
    for case, name in zip(there, names, strict=True):
        if name in unread:
            reason = f"the API declares `{name}` by a reference that is not followed"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
        elif name in missing:
            yield from _missing(case, name, seen)
        else:
            yield Verdict(case.clause.id, Outcome.PASSED)
    for case in closed:
        yield from _undeclared(case, seen)


def _new_names(
    missing: Sequence[str], names: Sequence[str], found: ApiFound
) -> dict[str, Operation]:
    """Return the operation by the name it seems to have had: of those that nothing names.

    It has as many segments, and the same method or the same path.
    """
    known = {one.pointer for name in names for one in operations_at(name, found)}
    free = [one for one in reversed(found.api.operations) if one.pointer not in known]
    new: dict[str, Operation] = {}
    plain = {name: _plain(name, found) for name in missing}
    for kind in dict.fromkeys(map(_kind, plain.values())):
        by_path = {
            one.path: one for one in free if kind == _kind(str(one)) or kind == _kind(one.path)
        }
        gone = {old.rpartition(" ")[2]: name for name, old in plain.items() if _kind(old) == kind}
        new |= {gone[old]: by_path[path] for old, path in renames(gone, [*by_path]).items()}
    return new


def _new_methods(
    missing: Sequence[str], names: Sequence[str], found: ApiFound
) -> dict[str, Operation]:
    """Return the operation of the same path that nothing names: one that changes something for another."""
    known = {one.pointer for name in names for one in operations_at(name, found)}
    new: dict[str, Operation] = {}
    for name in missing:
        method, _, path = name.rpartition(" ")
        for one in operations_at(path, found) if method else ():
            if one.pointer not in known and (one.method in READS) is (method in READS):
                new[name] = one
    return new


def _plain(name: str, found: ApiFound) -> str:
    method, space, path = name.rpartition(" ")
    return f"{method}{space}{strip_base(path, found.base_paths)}"


def _kind(name: str) -> tuple[str, int]:
    """Return what an operation and its new name have in common: the method, and how long the path is."""
    method, _, path = name.rpartition(" ")
    return method, path.strip("/").count("/")


@dataclass(slots=True)
class _Seen:
    """What findings of the group have said of the API."""

    found: ApiFound
    renamed: dict[str, Operation]
    told: set[str] = field(default_factory=set)


def _missing(case: Case, name: str, seen: _Seen) -> Iterator[Verdict | Finding]:
    """Yield that an operation or path is not there; of a path that is gone only once."""
    found, new = seen.found, seen.renamed.get(name)
    method, _, path = name.rpartition(" ")
    others = operations_at(path, found)
    gone = f"{path} {new.path if new else ''}"
    if new:
        seen.told.add(new.pointer if method else new.path)
    if others or gone not in seen.told:
        yield _absent(case, name, others, new, found)
    if not others:
        seen.told.add(gone)
    yield Verdict(case.clause.id, Outcome.FAILED)


def _absent(
    case: Case, name: str, others: Sequence[Operation], new: Operation | None, found: ApiFound
) -> Finding:
    api, (method, _, path) = found.api, name.rpartition(" ")
    if new and (others or not same_template(new.path, strip_base(path, found.base_paths))):
        named = new.path if not others else str(new)
        at = api.locate(new) if others else path_at(api, new)
    else:
        named, at = "", path_at(api, others[0]) if others else paths_at(api)
    message = f"the API has no operation `{name}`" if others else f"the API has no path `{path}`"
    if named:
        message += f"; the nearest is `{named}`"
    elif others:
        message += f"; this path has {', '.join(sorted(one.method for one in others))}"
    elif method:
        message += f", and so no `{name}`"
    return drift(
        case.clause,
        "operation-missing",
        subject=name,
        message=message,
        places=[at],
        expected=name,
        observed=named,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"serve and describe `{name}`", at),
            Repair(RepairTarget.CONTRACT, f"take `{name}` out of the contract", case.clause.at),
        ],
    )


def _undeclared(case: Case, seen: _Seen) -> Iterator[Verdict | Finding]:
    """Yield what the scope has and nothing names: by path where the contract names paths alone."""
    argument, found = cast("NothingElse", case.clause.argument), seen.found
    by_path = bool(argument.named) and not any(" " in name for name in argument.named)
    others: dict[str, Operation] = {}
    for one in found.api.operations:
        if is_of(one, argument.scope, found.base_paths) and not is_named(
            one, argument.named, found.base_paths
        ):
            others.setdefault(one.path if by_path else str(one), one)
    findings = []
    for name, one in others.items():
        if is_of(one, argument.lacking, found.base_paths):
            continue
        if not {one.pointer, one.path} & seen.told:
            findings.append(_extra(case, name, one, found))
    if others and not findings:  # each is told as the new name of a missing one
        yield Verdict(case.clause.id, Outcome.FAILED)
        return
    seen.told |= {one.pointer for one in others.values()}
    yield from answer(case, findings)


def _extra(case: Case, name: str, one: Operation, found: ApiFound) -> Finding:
    is_path = " " not in name
    at = path_at(found.api, one) if is_path else found.api.locate(one)
    return drift(
        case.clause,
        "operation-undeclared",
        subject=name,
        message=f"the API has `{name}`, which the contract does not name",
        places=[at],
        observed=name,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"take `{name}` out of the API", at),
            Repair(RepairTarget.CONTRACT, f"name `{name}`", case.clause.at),
        ],
    )


def judge_lacking(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge what an API must not have."""
    for case in cases:
        name = cast("OperationLacking", case.clause.argument).name
        found = api_of(case)
        there = operations_at(name, found)
        if is_unread(name, found):
            reason = f"the API declares `{name}` by a reference that is not followed"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
        elif there:
            yield _present(case, name, there, found)
            yield Verdict(case.clause.id, Outcome.FAILED)
        else:
            yield Verdict(case.clause.id, Outcome.PASSED)


def _present(case: Case, name: str, there: Sequence[Operation], found: ApiFound) -> Finding:
    places = [found.api.locate(one) for one in there]
    return drift(
        case.clause,
        "lacked-but-present",
        subject=name,
        message=f"the API has `{there[0]}`, which the contract says it lacks",
        places=places,
        observed=", ".join(map(str, there)),
        related=[Related(at, "the API description") for at in places[1:]],
        repairs=[
            Repair(RepairTarget.CONTRACT, f"name `{name}` as what the API has", case.clause.at),
            Repair(RepairTarget.DOCUMENT, f"take `{name}` out of the API", places[0]),
        ],
    )
