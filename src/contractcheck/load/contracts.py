"""Load contracts: every mistake of every file is gathered before any is reported."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from contractcheck.load.data import read_data
from contractcheck.load.lost_sections import lost_sections
from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.load.patterns import malformed_patterns
from contractcheck.load.queries import malformed_queries
from contractcheck.load.templates import expand_all
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.contract import Contract
from contractcheck.model.data import Data, JsonValue
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.ports import Files

_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*\Z")
_ID_HELP = "lower-case letters and digits, joined by `.`, `_` or `-`: `powertools.support`"


def load_contracts(
    files: Files,
    paths: Sequence[str],
    validator: SchemaValidator,
    kinds: Collection[str],
    *,
    default_owner: str = "",
) -> tuple[Contract, ...]:
    """Return the contracts of ``paths`` in the order of their ids.

    Raises ``InputError`` with the problems of all files when there is any.
    """
    problems: list[Problem] = []
    loaded: list[Data] = []
    for path in sorted(set(paths)):
        try:
            data = read_data(files, path)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        problems += lost_sections(data, files.read(path))
        loaded.append(data)
    expanded = expand_all(loaded, validator)
    problems += expanded.problems
    for data in expanded.contracts:
        problems += _check(data, validator, kinds, default_owner)
        problems += malformed_queries(data)
        problems += malformed_patterns(data)
    problems += _check_ids(expanded.contracts)
    if problems:
        raise InputError(problems)
    contracts = [_contract(data, default_owner) for data in expanded.contracts]
    return tuple(sorted(contracts, key=lambda contract: contract.id))


def _check(
    data: Data, validator: SchemaValidator, kinds: Collection[str], default_owner: str
) -> list[Problem]:
    if not isinstance(data.value, dict):
        help_ = "begin with `kind:` and `id:`; " + listing("kinds", kinds)
        return [Problem(data.locate(""), "a contract is a mapping of keys to values", help_)]
    kind = data.value.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        return [_refuse_kind(data, kind, kinds), *_check_common(data, data.value, default_owner)]
    problems = validator.check(data, kind)
    known = {problem.location for problem in problems} - {data.locate("")}
    return problems + [
        problem
        for problem in _check_common(data, data.value, default_owner)
        if problem.location not in known
        and problem.message not in {one.message for one in problems}
    ]


def _refuse_kind(data: Data, kind: JsonValue, kinds: Collection[str]) -> Problem:
    help_ = listing("kinds", kinds)
    if kind is None:
        return Problem(data.locate("/kind"), "the key `kind` is missing", help_)
    name = kind if isinstance(kind, str) else ""
    shown = f" `{name[:60]}`" if name else ""
    return Problem(data.locate("/kind"), f"unknown kind{shown}{did_you_mean(name, kinds)}", help_)


def _check_common(data: Data, value: dict[str, JsonValue], default_owner: str) -> Iterator[Problem]:
    """Check what every kind has in common, whatever its schema says about it."""
    id_ = value.get("id")
    if id_ is None:
        yield Problem(data.locate("/id"), "the key `id` is missing", _ID_HELP)
    elif not _ID.match(str(id_)):
        yield Problem(data.locate("/id"), "this cannot be the id of a contract", _ID_HELP)
    owner = value.get("owner")
    if "owner" in value and not (isinstance(owner, str | int) and str(owner).strip()):
        yield Problem(
            data.locate("/owner"), "the owner must be named", "who answers for this contract"
        )
    elif "owner" not in value and not default_owner:
        help_ = "say who answers for this contract, here or once for all in contractcheck.yaml"
        yield Problem(data.locate(""), "the key `owner` is missing", help_)


def _check_ids(loaded: Sequence[Data]) -> Iterator[Problem]:
    first: dict[str, Data] = {}
    for data in loaded:
        id_ = data.value.get("id") if isinstance(data.value, dict) else None
        if not isinstance(id_, str | int):
            continue
        known = first.setdefault(str(id_), data)
        if known is not data:
            message = f"the id `{str(id_)[:60]}` is taken by {known.locate('/id')}"
            yield Problem(data.locate("/id"), message, "give one of the two contracts another id")


def _contract(data: Data, default_owner: str) -> Contract:
    value = data.value if isinstance(data.value, dict) else {}
    formerly = value.get("formerly", [])
    names = formerly if isinstance(formerly, list) else [formerly]
    return Contract(
        kind=str(value["kind"]),
        id=str(value["id"]),
        owner=str(value.get("owner", default_owner)),
        data=data,
        formerly=tuple(str(name) for name in names),
    )
