"""``never``: what no current text claims, such as that something is live that is not."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.lifecycle.contract import Lifecycle
from contractcheck.model.claims import NeverClaimed, SaidNeed, read_claim
from contractcheck.model.clause import Clause
from contractcheck.model.finding import Finding, Severity


def clauses(lifecycle: Lifecycle) -> Iterator[Clause]:
    """Yield a clause for each claim; both listed phrases and deeds are errors here."""
    for name, field in lifecycle.root.get("never").members():
        claim = read_claim(field)
        yield lifecycle.clause(
            f"never/{name}",
            f"never claimed: {claim}",
            field,
            NeverClaimed(claim, deeds_weigh=Severity.ERROR),
            tuple(SaidNeed(place, claim.words) for place in lifecycle.everywhere),
        )


def contradictions(_lifecycle: Lifecycle) -> Iterator[Finding]:
    """Yield nothing: claims alone contradict nothing in the contract."""
    yield from ()
