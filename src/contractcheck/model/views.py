"""Views of one fact that disagree: what each shows, and which is the odd one out.

Every view is one voice, and so is the contract. What most of them say is taken for right; who says
anything else is an odd one out. Without a majority it is a tie, and said to be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contractcheck.model.evidence import Fact, Value
from contractcheck.model.finding import Related
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.numbers import listing

THE_CONTRACT = "the contract"
_SEVERAL = 2
_FEW = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """What one view shows of a fact: ``says`` for people, ``voice`` to compare (equal ones agree).

    ``lines`` are the first and last line that are the view, where it stands in a file of the tree.
    """

    view: str
    at: Location
    says: str
    voice: str
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """Who is the odd one out: a ``note`` for the message (empty for a single view), each view's place.

    ``outvoted`` says that most views agree on something else than the contract.
    """

    note: str = ""
    related: tuple[Related, ...] = ()
    outvoted: bool = False


def weigh(declared: str, views: Sequence[Shown]) -> Weighed:
    """Weigh what the views of one fact show against each other and against what the contract declares."""
    if len(views) < _SEVERAL:
        return Weighed()
    voices: dict[str, list[str]] = {}
    for view in views:
        voices.setdefault(view.voice, []).append(f"`{view.view}`")
    voices.setdefault(declared, []).append(THE_CONTRACT)
    most = max(map(len, voices.values()))
    camps = [camp for camp in voices.values() if len(camp) == most]
    related = tuple(Related(one.at, one.says, one.view, one.lines) for one in views)
    if len(camps) > 1:
        return Weighed(_tie(camps, of=len(voices)), related)
    odd = [name for camp in voices.values() if len(camp) < most for name in camp]
    verb, noun = ("is", "one") if len(odd) == 1 else ("are", "ones")
    note = f"{_camp(odd)} {verb} the odd {noun} out; {_camp(camps[0])} agree"
    return Weighed(note, related, outvoted=THE_CONTRACT in odd)


def _tie(camps: Sequence[Sequence[str]], *, of: int) -> str:
    if all(len(camp) == 1 for camp in camps) and len(camps) == of:
        return "a tie: no two of the views and the contract agree"
    sides = [f"{_camp(camp)} {'agree' if len(camp) > 1 else 'stands alone'}" for camp in camps]
    return f"a tie: {'; '.join(sides)}"


def _camp(names: Sequence[str]) -> str:
    """Return who says one thing; of many views how many they are."""
    views = [name for name in names if name != THE_CONTRACT]
    if len(views) <= _FEW:
        return listing(names)
    return listing([f"{len(views)} views", *(name for name in names if name == THE_CONTRACT)])


def view_name(clause: str) -> str:
    """Return the name of a view in the id of its clause: ``readme`` of ``x.support/views/readme``."""
    inside = clause.partition("/")[2] or clause
    return f"/{inside}".partition("/views/")[2] or inside


def lines_of(facts: Sequence[Fact]) -> tuple[int, int] | None:
    """Return the lines that are a view: those of its values and one around, else its whole section."""
    found = next((fact for fact in facts if isinstance(fact, PlaceFound)), None)
    if found is None or "://" in found.at.document:
        return None
    document = found.at.document
    lines = [
        line
        for fact in facts
        if isinstance(fact, Value) and fact.at.document == document
        for line in (fact.at.span.line - 1, fact.at.span.end_line + 1)
    ]
    if not lines:
        extent = found.extent
        return (extent.line, extent.end_line) if extent else None
    return max(1, min(lines)), max(lines)
