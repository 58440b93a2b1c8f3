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


def members_of_profile(contract: Contract, profile: str) -> tuple[str, ...] | None:
    """Return the live members of a profile, conditional ones included; ``None`` where there is no such."""
    profiles = Field(contract.data, "", contract.data.value).get("profiles")
    if not profiles.has(profile):
        return None
    live = live_members(contract)
    return tuple(name for name in names_in_profile(profiles.get(profile)) if name in live)


def names_in_profile(profile: Field) -> tuple[str, ...]:
    """Return every name in a profile, also one that is no live member."""
    conditional = (member for member, _ in profile.get("when").members())
    return tuple(dict.fromkeys((*profile.get("only").texts(), *conditional)))
