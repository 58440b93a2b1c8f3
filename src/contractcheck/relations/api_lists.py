"""Operations and paths that an API description lists or lacks; paths are case-sensitive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.api import METHODS, OTHER_METHODS, Api
from contractcheck.model.api_lists import ApiLists
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import ApiFound
from contractcheck.model.path_template import same_template, strip_base
from contractcheck.model.verdict import Outcome, Verdict

_METHODS = frozenset((*METHODS, *OTHER_METHODS))


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether each API lists and lacks what it must; what stands behind a reference is not known."""
    for case in cases:
        argument = cast("ApiLists", case.clause.argument)
        found = next(fact for fact in case.facts if isinstance(fact, ApiFound))
        missing = [name for name in argument.lists if not _places(found, name)]
        unread = [name for name in missing if _is_unread(found, name)]
        findings = [_missing(case, found, name) for name in missing if name not in unread]
        findings += _present(case, found, argument.lacks)
        yield from findings
        if findings:
            yield Verdict(case.clause.id, Outcome.FAILED)
        elif unread:
            reason = f"`{unread[0]}` stands behind a reference that is not followed"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
        else:
            yield Verdict(case.clause.id, Outcome.PASSED)


def _split(name: str) -> tuple[str, str]:
    """Return the method, empty for a path alone, and the path."""
    head, _, rest = name.strip().partition(" ")
    return (head.upper(), rest.strip()) if head.upper() in _METHODS and rest else ("", name.strip())


def _places(found: ApiFound, name: str) -> list[Location]:
    method, path = _split(name)
    api: Api = found.api
    return [
        api.locate(one)
        for one in api.operations
        if method in {"", one.method} and _is_path(found, one.path, path)
    ]


def _is_unread(found: ApiFound, name: str) -> bool:
    _, path = _split(name)
    return any(_is_path(found, one.path, path) for one in found.api.unread)


def _is_path(found: ApiFound, listed: str, wanted: str) -> bool:
    """Say whether a listed path is the wanted one, which may be written with the base of a server."""
    return same_template(listed, wanted) or same_template(
        listed, strip_base(wanted, found.base_paths)
    )


def _missing(case: Case, found: ApiFound, name: str) -> Finding:
    listed = dict.fromkeys(one.path for one in found.api.operations)
    other = next((path for path in listed if path.lower() == _split(name)[1].lower()), "")
    near = f"; it lists `{other}`" if other and other != _split(name)[1] else ""
    return drift(
        case.clause,
        "not-listed",
        subject=name,
        message=f"the OpenAPI does not list `{name}`{near}",
        places=[found.api.at],
        expected=name,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "let the API list it", found.api.at),
            Repair(RepairTarget.CONTRACT, "take it out of the evidence", case.clause.at),
        ],
    )


def _present(case: Case, found: ApiFound, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        if places := _places(found, name):
            yield drift(
                case.clause,
                "is-listed",
                subject=name,
                message=f"the OpenAPI lists `{name}`, which it should lack",
                places=places,
                observed=name,
                repairs=[
                    Repair(RepairTarget.DOCUMENT, "take it out of the API", places[0]),
                    Repair(RepairTarget.CONTRACT, "expect it", case.clause.at),
                ],
            )
