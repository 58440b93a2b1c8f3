"""What one answer selects is among what another holds: names that are used are registered."""

from __future__ import annotations

from typing import cast

from contractcheck.model.case import Case
from contractcheck.model.evidence import GapReason
from contractcheck.model.probes import Answer, Answered, AnswerIs
from contractcheck.relations.probes.faults import Fault, Meaning, key_of

_OK = 200
_MOST_PLACES = 5


def among(case: Case, answer: Answer) -> Meaning:
    """Return what of an answer is not among what the other question's answer holds."""
    wanted = cast("AnswerIs", case.clause.argument)
    if wanted.among is None:
        return Meaning()
    other = [fact.answer for fact in case.facts if isinstance(fact, Answered)][1]
    shown = wanted.among.shown
    if other.status != _OK or other.data is None:
        why = other.why_no_data or f"the status is {other.status}"
        return Meaning(unknown=f"{shown} holds no data: {why}", gap=GapReason.UNREADABLE)
    known = {key_of(value) for _, value in other.selected}
    if not known:
        why = f"no evidence: `{wanted.among.select}` selects nothing in {shown}"
        return Meaning(unknown=why, gap=GapReason.NO_EVIDENCE)
    strange = [pointer for pointer, value in answer.selected if key_of(value) not in known]
    if not strange or answer.data is None or wanted.body is None:
        return Meaning()
    number = f"{len(strange)} of {len(answer.selected)}"
    message = f"has {number} at `{wanted.body.select}` that are not among those of {shown}"
    places = tuple(answer.data.locate(pointer) for pointer in strange[:_MOST_PLACES])
    fault = Fault("probe-not-among", "among", message, f"all among {shown}", number, places)
    return Meaning((fault,))
