"""The API of a case, and how its operations are named in findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contractcheck.model.api import Api, Operation
from contractcheck.model.case import Case
from contractcheck.model.finding import Finding
from contractcheck.model.location import Location
from contractcheck.model.needs import ApiFound
from contractcheck.model.path_template import same_template, strip_base
from contractcheck.model.problem import UnreadableError
from contractcheck.model.verdict import Outcome, Verdict


def api_of(case: Case) -> ApiFound:
    """Return the API that a case is about."""
    return next(fact for fact in case.facts if isinstance(fact, ApiFound))


def operations_at(name: str, found: ApiFound) -> list[Operation]:
    """Return what ``GET /hubs`` or ``/hubs`` names; the parameters of a path may have any names."""
    method, _, path = name.rpartition(" ")
    path = strip_base(path.strip(), found.base_paths)
    there = found.api.operations_at(path)
    return [one for one in there if method.strip().upper() in {"", one.method}]


def is_unread(name: str, found: ApiFound) -> bool:
    """Say whether the operations of that path stand behind a reference that is not followed."""
    path = strip_base(name.rpartition(" ")[2], found.base_paths)
    return any(same_template(one.path, path) for one in found.api.unread)


def paths_at(api: Api) -> Location:
    """Return where the paths of a description begin."""
    return api.data.locate_key("/paths")


def path_at(api: Api, one: Operation) -> Location:
    """Return where the path of an operation stands."""
    return api.data.locate_key(one.pointer.rpartition("/")[0])


def answer(case: Case, findings: Iterable[Finding]) -> Iterator[Verdict | Finding]:
    """Yield findings with the verdict; that one cannot tell where the description cannot be read."""
    try:
        faults = list(findings)
    except UnreadableError as error:
        problem = error.problem
        reason = f"{problem.location}: {problem.message}"
        yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
        return
    yield from faults
    unread = api_of(case).api.unread
    if faults:
        yield Verdict(case.clause.id, Outcome.FAILED)
    elif unread:
        reason = f"the API declares `{unread[0].path}` by a reference that is not followed"
        yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
    else:
        yield Verdict(case.clause.id, Outcome.PASSED)
