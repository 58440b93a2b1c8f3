"""What time alone changes: the same tree, judged on each day on which something ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from contractcheck.engine.collect import Collector, Plan, Progress
from contractcheck.engine.run import Result
from contractcheck.model.ages import last_day, parse_age
from contractcheck.model.clause import Need
from contractcheck.model.contract import Contract
from contractcheck.model.data import JsonValue
from contractcheck.model.evidence import Evidence, Fact, Gap
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.verdict import Verdict

_A_DAY = re.compile(r"\bdate\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which on the outcome of a clause is another."""

    day: date
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Remembering(Collector):
    """A collector that looks at a tree once, and then again only at what may differ by the day."""

    kept: dict[Need, Evidence | Gap] = field(default_factory=dict)

    def collect(self, plan: Plan, progress: Progress | None = None) -> dict[Need, Evidence | Gap]:
        """Return what each need brought, the second time what of it is not of the day."""
        if not self.kept:
            self.kept.update(Collector.collect(self, plan, progress))
            return dict(self.kept)
        return {
            need: self.ask(need) if _is_of_the_day(need, brought) else brought
            for need, brought in self.kept.items()
        }

    @property
    def days(self) -> set[date]:
        """The days on which what was brought had been observed."""
        brought = (one for one in self.kept.values() if isinstance(one, Evidence))
        return {one.observed for one in brought if one.observed}


def turns(judge_on: Callable[[date], Result], first: Result, days: Iterable[date]) -> list[Turn]:
    """Return when each promise changes, in the order of days and clauses; ``days`` are those to look at."""
    held = {verdict.clause: verdict for verdict in first.promised}
    found: list[Turn] = []
    for day in sorted(days):
        for after in judge_on(day).promised:
            before = held[after.clause]
            if before.outcome is not after.outcome:
                found.append(Turn(day, before, after))
            held[after.clause] = after
    return found


def days_to_look_at(
    observed: Iterable[date], contracts: Iterable[Contract], turning: Iterable[date]
) -> set[date]:
    """Return every day on which something may end: known ones, and each age of a contract after each day."""
    ages = {age for one in contracts for age in _ages(one.data.value)}
    ends = {last_day(day, age) for day in observed for age in ages}
    return {*turning, *(end + timedelta(days=1) for end in ends if end < date.max)}


def _ages(value: JsonValue) -> Iterator[int]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _ages(one)
    elif isinstance(value, list):
        for one in value:
            yield from _ages(one)
    elif isinstance(value, str) and (age := parse_age(value)) is not None:
        yield age


def _is_of_the_day(need: Need, brought: Evidence | Gap) -> bool:
    if isinstance(need, DocumentNeed):
        return False
    if isinstance(brought, Gap) or brought.observed is not None:
        return True
    return any(_has_a_day(kind) for kind in {type(fact) for fact in brought.facts})


def _has_a_day(kind: type[Fact]) -> bool:
    return any(_A_DAY.search(str(one.type)) for one in fields(kind))
