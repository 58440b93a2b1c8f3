"""Sets whose members another place owns: the last need of a clause brings them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from contractcheck.model.arguments import MembersAre
from contractcheck.model.case import Case
from contractcheck.model.evidence import Value
from contractcheck.model.needs import PlaceFound


def with_members(case: Case) -> Case:
    """Return a case with its members in its argument, and without the evidence that brought them.

    A case whose owner is gone, or shows no member, keeps the evidence of the owner alone.
    """
    argument = cast("MembersAre", case.clause.argument)
    if not argument.owned:
        return case
    *shown, owner = case.evidence
    members = tuple(dict.fromkeys(f.text for f in owner.facts if isinstance(f, Value)))
    found = next((fact for fact in owner.facts if isinstance(fact, PlaceFound)), None)
    if found is None or not members:
        facts = tuple(fact for fact in owner.facts if not isinstance(fact, PlaceFound))
        gone = replace(case.clause, needs=case.clause.needs[-1:])
        return Case(gone, (replace(owner, facts=facts),))
    known = replace(argument, members=members, declared=None, owned=False)
    return Case(replace(case.clause, argument=known, needs=case.clause.needs[:-1]), tuple(shown))
