"""The contract nobody writes: no secret stands in what a run reads. It is part of every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contractcheck.kinds.configuration.rules import KIND
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.data import Data, JsonValue, Positions
from contractcheck.model.no_secrets import BUILT_IN, NoSecrets, SecretsNeed

_NOWHERE = Positions({}, {})
_SAYS = "no secret stands in a file or an answer: it is named, and its value is kept elsewhere"


def built_in(files: Sequence[str]) -> Contract:
    """Return the contract over these files and everything else that is read."""
    held: list[JsonValue] = list(files)
    value: JsonValue = {"kind": KIND, "id": BUILT_IN, "files": held}
    return Contract(KIND, BUILT_IN, "contractcheck", Data("built in", value, lambda: _NOWHERE))


def compile_built_in(contract: Contract) -> Iterator[Clause]:
    """Yield its one clause."""
    value = contract.data.value
    files = value.get("files") if isinstance(value, dict) else None
    names = tuple(map(str, files)) if isinstance(files, list) else ()
    yield Clause(
        id=f"{BUILT_IN}/in-no-file",
        kind=KIND,
        says=_SAYS,
        at=contract.at,
        argument=NoSecrets(),
        needs=(SecretsNeed(names),),
        owner=contract.owner,
    )
