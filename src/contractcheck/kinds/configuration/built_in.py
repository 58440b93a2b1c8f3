"""The contract nobody writes, part of every run: no secret in what it reads, and snapshots as they were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contractcheck.kinds.configuration.rules import KIND
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.data import Data, JsonValue, Positions
from contractcheck.model.kept_snapshots import KeptSnapshotsNeed, SnapshotsKept
from contractcheck.model.no_secrets import BUILT_IN, NoSecrets, SecretsNeed

_NOWHERE = Positions({}, {})
_SAYS = "no secret stands in a file or an answer: it is named, and its value is kept elsewhere"


def built_in(files: Sequence[str], snapshots: Sequence[str] = ()) -> Contract:
    """Return the contract over these files and everything else that is read."""
    held: list[JsonValue] = list(files)
    kept: list[JsonValue] = list(snapshots)
    value: JsonValue = {"kind": KIND, "id": BUILT_IN, "files": held, "snapshots": kept}
    return Contract(KIND, BUILT_IN, "contractcheck", Data("built in", value, lambda: _NOWHERE))


def compile_built_in(contract: Contract) -> Iterator[Clause]:
    """Yield its clauses: on secrets, and on snapshots where there are any."""
    yield Clause(
        id=f"{BUILT_IN}/in-no-file",
        kind=KIND,
        says=_SAYS,
        at=contract.at,
        argument=NoSecrets(),
        needs=(SecretsNeed(_texts(contract, "files")),),
        owner=contract.owner,
    )
    if snapshots := _texts(contract, "snapshots"):
        yield Clause(
            id=f"{BUILT_IN}/snapshots-as-recorded",
            kind=KIND,
            says="a snapshot is what was recorded: nobody writes into it",
            at=contract.at,
            argument=SnapshotsKept(),
            needs=(KeptSnapshotsNeed(snapshots),),
            owner=contract.owner,
        )


def _texts(contract: Contract, key: str) -> tuple[str, ...]:
    value = contract.data.value
    held = value.get(key) if isinstance(value, dict) else None
    return tuple(map(str, held)) if isinstance(held, list) else ()
