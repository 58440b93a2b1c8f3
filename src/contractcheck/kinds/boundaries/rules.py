"""What can be wrong with a contract of the kind ``boundaries``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, member_rules, place_gone

KIND = "boundaries"

_SETS = (
    *member_rules(KIND, "member"),
    Rule(
        f"{KIND}/enumeration-differs",
        Severity.ERROR,
        "An enumeration of a closed set leaves a member out, or names something else.",
        "Readers take an enumeration for the whole set; a set that grows in one sentence is not closed.",
        "Name every member and no other, or say that it is a selection (`such as`).",
        "contract   sets: {status: {exactly: [open, closed, void], called: [ticket status]}}\n"
        "guide.md   A ticket status is open or closed.",
    ),
)

RULES = (place_gone(KIND), contradiction(KIND), *_SETS)
