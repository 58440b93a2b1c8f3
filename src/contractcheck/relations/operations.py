"""Operations that documents name exist in the API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from contractcheck.model.api import Api, Operation
from contractcheck.model.arguments import OperationsExist
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import ApiFound, OperationMention, OperationsNeed
from contractcheck.model.path_template import same_template, strip_base, template_accepts
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.written_targets import own_path

_NOT_CLAIMED = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the operations of each case's places against its API."""
    for given in cases:
        case = _without_excepted(given)
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        api = next(fact.api for fact in case.facts if isinstance(fact, ApiFound))
        absent = _absent(case)
        unread = [path for _, path in absent if _is_unread(path, api)]
        for (method, path), mentions in absent.items():
            if path not in unread:
                yield _finding(case, method, path, mentions, api)
        if len(unread) < len(absent):
            yield Verdict(case.clause.id, Outcome.FAILED)
        elif unread:
            reason = f"the API declares `{unread[0]}` by a reference that is not followed"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
        else:
            yield Verdict(case.clause.id, Outcome.PASSED)


def _without_excepted(case: Case) -> Case:
    """Return the case with its first place alone, without what stands at the excepted ones behind it.

    Excepted places are found by the same selector as the documented one, so that both mean the same
    sections; they are no evidence of their own.
    """
    documented, *others = zip(case.clause.needs, case.evidence, strict=True)
    excepted = {
        _identity(fact)
        for need, evidence in others
        if isinstance(need, OperationsNeed)
        for fact in evidence.facts
        if isinstance(fact, OperationMention)
    }
    kept = tuple(
        fact
        for fact in documented[1].facts
        if not isinstance(fact, OperationMention) or _identity(fact) not in excepted
    )
    rest = [pair for pair in others if not isinstance(pair[0], OperationsNeed)]
    needs = (documented[0], *(need for need, _ in rest))
    evidence = (replace(documented[1], facts=kept), *(brought for _, brought in rest))
    return replace(case, clause=replace(case.clause, needs=needs), evidence=evidence)


def _identity(mention: OperationMention) -> tuple[str, str, Location]:
    return mention.method, mention.path, mention.value.at


def _absent(case: Case) -> dict[tuple[str, str], list[OperationMention]]:
    """Return the mentions of operations the API does not have, by method and path."""
    argument = cast("OperationsExist", case.clause.argument)
    found = next(fact for fact in case.facts if isinstance(fact, ApiFound))
    mentions = [
        replace(fact, path=path)
        for fact in case.facts
        if isinstance(fact, OperationMention) and (path := own_path(fact.path, found.hosts))
    ]
    paths = [strip_base(mention.path, found.base_paths) for mention in mentions]
    unknown = [
        (mention, path)
        for mention, path in zip(mentions, paths, strict=True)
        if not _exists(mention.method, path, found.api)
    ]
    strangers = {mention for mention, _ in unknown}
    tables = {_table(mention) for mention in mentions if mention not in strangers} - {None}
    absent: dict[tuple[str, str], list[OperationMention]] = {}
    for mention, path in unknown:
        is_base = not mention.method and path == "/"  # where the API is, and none of its operations
        if is_base or _exempt(mention) or _planned(mention.method, path, argument):
            continue
        if _table(mention) in tables or _in_scope(mention, path, found.api, argument.prefixes):
            absent.setdefault((mention.method, path), []).append(mention)
    return absent


def _table(mention: OperationMention) -> tuple[str, str] | None:
    """Return which table a mention is a row of: with one operation of the API, all its rows are its."""
    return (mention.value.at.document, mention.value.context) if mention.value.context else None


def _is_unread(path: str, api: Api) -> bool:
    return any(
        same_template(one.path, path) or template_accepts(one.path, path) for one in api.unread
    )


def _exempt(mention: OperationMention) -> bool:
    return mention.value.role is Role.HISTORY or mention.value.stance.stance in _NOT_CLAIMED


def _in_scope(mention: OperationMention, path: str, api: Api, prefixes: Sequence[str]) -> bool:
    """Say whether a mention is about this API: a tree documents other services' operations too.

    With a method it is, unless prefixes say where the API is and the path begins like none of it.
    """
    if _below(path, mention.path, prefixes):
        return True
    known = {_first(each.path) for each in api.operations} | {_first(u.path) for u in api.unread}
    return bool(mention.method) and (not prefixes or _first(path) in known - {""})


def _first(path: str) -> str:
    """Return the first segment, letter case aside: one in other letters is a slip, not another service."""
    return path.lstrip("/").partition("/")[0].lower()


def _below(path: str, written: str, prefixes: Sequence[str]) -> bool:
    ends = [prefix.rstrip("/") for prefix in prefixes]
    return any(p == e or p.startswith(f"{e}/") for p in (path, written) for e in ends)


def _exists(method: str, path: str, api: Api) -> bool:
    return any(
        _names(operation, path) and method in ("", operation.method) for operation in api.operations
    )


def _names(operation: Operation, path: str) -> bool:
    return same_template(operation.path, path) or template_accepts(operation.path, path)


def _planned(method: str, path: str, argument: OperationsExist) -> bool:
    for planned in argument.planned:
        verb, _, template = planned.rpartition(" ")
        if same_template(template, path) and verb.upper() in ("", method):
            return True
    return False


def _finding(
    case: Case, method: str, path: str, mentions: Sequence[OperationMention], api: Api
) -> Finding:
    shown = f"{method} {path}".strip()
    description = Related(api.at, "the API description")
    others = [op for op in api.operations if _names(op, path)]
    if others:
        methods = ", ".join(sorted({op.method for op in others}))
        message = f"`{shown}` is not in the API; this path has {methods}"
        near = [f"{op.method} {op.path}" for op in others]
        description = Related(api.locate(others[0]), "the API description of this path")
    else:
        message = f"`{shown}` is not in the API"
        known = {f"{op.method} {op.path}" if method else op.path: op for op in api.operations}
        near = get_close_matches(shown, known, n=1, cutoff=0.75)
        message += f"; the nearest is `{near[0]}`" if near else ""
    return drift(
        case.clause,
        "documented-but-absent",
        subject=shown,
        message=message,
        places=[mention.value.at for mention in mentions],
        observed=shown,
        related=[description],
        repairs=[
            Repair(
                RepairTarget.DOCUMENT,
                f"name an operation the API has{f', such as `{near[0]}`' if near else ''}, or say that it is planned",
                mentions[0].value.at,
            ),
            Repair(RepairTarget.CONTRACT, f"declare it under `planned`: {shown}", case.clause.at),
        ],
    )
