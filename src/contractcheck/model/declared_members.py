"""The members that a contract declares, for contracts of other kinds that name it."""

from __future__ import annotations

from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field

NOT_LIVE = frozenset({"deferred", "superseded"})
"""The statuses of members that are not in force."""


def live_members(contract: Contract) -> tuple[str, ...]:
    """Return the names below ``members`` that are in force; none for a contract without members."""
    members = Field(contract.data, "", contract.data.value).get("members").members()
    return tuple(name for name, field in members if field.get("status").text not in NOT_LIVE)
