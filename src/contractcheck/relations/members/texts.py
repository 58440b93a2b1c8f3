"""The sentences about a member in its views: what stands, what to do."""

from __future__ import annotations

from contractcheck.model.arguments import MembersAre
from contractcheck.model.finding import Repair, RepairTarget
from contractcheck.model.numbers import plural
from contractcheck.model.yaml_text import yaml_scalar
from contractcheck.relations.members.differences import Difference


def message_of(difference: Difference, argument: MembersAre) -> str:
    """Return what stands here."""
    noun, name = argument.noun, difference.subject
    return {
        "view-empty": f"this view shows no {noun} at all; the contract declares {len(argument.members)}",
        "view-differs": f"this view leaves out most of the {len(argument.members)} "
        f"{plural(noun)}: {name}",
        "member-missing": f"the {noun} `{name}` is not shown here",
        "member-differs": f"`{difference.observed}` stands here where the contract has `{name}`",
        "member-repeated": f"the {noun} `{name}` is shown twice",
        "unknown-member": f"`{name}` is shown here and is no {noun} of the contract",
    }[difference.what]


def repairs_of(difference: Difference, argument: MembersAre) -> list[Repair]:
    """Return the edits that would mend it."""
    at, contract, name = difference.at, difference.clause.at, difference.subject
    document, source = RepairTarget.DOCUMENT, RepairTarget.CONTRACT
    return {
        "view-empty": [Repair(document, f"show the {plural(argument.noun)} here", at)],
        "view-differs": [
            Repair(document, f"show the {plural(argument.noun)} here", at),
            Repair(source, "name the place or shape where they are shown", contract),
        ],
        "member-missing": [
            Repair(document, f"show `{name}` here", at),
            Repair(source, f"take `{name}` out of the contract", contract),
        ],
        "member-differs": [
            Repair(document, "use the declared name", at, name),
            Repair(source, f"rename `{name}` to `{difference.observed}` in the contract", contract),
        ],
        "member-repeated": [Repair(document, "remove this copy", at)],
        "unknown-member": [
            Repair(document, f"remove `{name}`", at),
            Repair(source, f"declare it: `{yaml_scalar(name)}:` under `members`", contract),
        ],
    }[difference.what]
