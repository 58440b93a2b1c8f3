"""``contractcheck forecast``: what time alone turns red."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import click

from contractcheck.cli.options import find_root, output_options, tree_options
from contractcheck.cli.outside import day_of, day_option
from contractcheck.cli.say import say
from contractcheck.engine.forecast import Remembering, Turn, days_to_look_at, turns
from contractcheck.engine.run import Result, run
from contractcheck.model.configuration import Lane, OnCantTell
from contractcheck.model.report import ExitCode
from contractcheck.model.verdict import Outcome
from contractcheck.reports.summary import OUTCOME_WORDS, many
from contractcheck.reports.visible import visible
from contractcheck.sources.world import Diary
from contractcheck.wiring.network import open_network
from contractcheck.wiring.project import Project, choose, lane_named, open_project
from contractcheck.wiring.registries import make_collector, make_watch, registries_for

_LONGEST = 3660
"""Days: nothing that is looked at today says anything about ten years from now."""


_NAMED = 3
"""Clauses of one line that are named."""


@dataclass(frozen=True, slots=True)
class _Forecast:
    """What was found: the days looked at, the turns, and how many clauses cannot be told already."""

    lane: Lane
    start: date
    end: date
    turns: Sequence[Turn]
    unknown: int

    def is_red(self, turn: Turn) -> bool:
        """Say whether a turn makes the lane red: what was red before is no matter of time."""
        return self._reddens(turn.after.outcome) and not self._reddens(turn.before.outcome)

    def _reddens(self, outcome: Outcome) -> bool:
        if outcome is Outcome.CANT_TELL:
            return self.lane.on_cant_tell is not OnCantTell.ALLOW
        return outcome is Outcome.FAILED

    @property
    def red(self) -> int:
        """How many turns make the lane red."""
        return sum(map(self.is_red, self.turns))


@click.command(
    "forecast",
    epilog="Examples: `contractcheck forecast --days 14`; `contractcheck forecast --lane ci --format json`.",
)
@tree_options
@click.option("--lane", metavar="NAME", help="A lane of the configuration; its APIs are not asked.")
@click.option(
    "--contract",
    "contracts",
    multiple=True,
    metavar="GLOB",
    help="Only contracts whose id matches.",
)
@click.option(
    "--days",
    type=click.IntRange(1, _LONGEST),
    default=30,
    show_default=True,
    metavar="N",
    help="How many days to look ahead.",
)
@day_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Format of standard output.",
)
@output_options
def command(  # noqa: PLR0913 - one parameter per option
    *,
    root: Path | None,
    config: str | None,
    lane: str | None,
    contracts: tuple[str, ...],
    days: int,
    as_of: str | None,
    format_: str,
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """Say what turns red in the days to come although nothing changes: snapshots and evidence age."""
    del color
    project = open_project(find_root(root), config)
    chosen = lane_named(project, lane)
    found = _look(project, chosen, contracts or chosen.contracts, day_of(as_of), days)
    names = project.secret_names
    if format_ == "json":
        say(json.dumps(_as_json(found), ensure_ascii=False, indent=2), names)
    else:
        for line in _as_text(found, quiet=quiet, verbose=verbose):
            say(visible(line), names)
    return int(ExitCode.DRIFT if found.red else ExitCode.HOLDS)


def _look(project: Project, lane: Lane, globs: Sequence[str], start: date, days: int) -> _Forecast:
    """Judge today, and on each day until the last on which something ends."""
    chosen = choose(project, globs)
    diary, watch, registries = Diary(), make_watch(project), registries_for(project.contracts)
    with open_network(project, ()) as (http, _):
        plain = make_collector(project, http, (), watch, start, diary=diary)
        collector = Remembering(plain.files, plain.configuration, plain.registries, plain.ask)

        def judge_on(day: date) -> Result:
            ask = make_collector(
                project,
                http,
                (),
                watch,
                day,
                max_snapshot_age=lane.max_snapshot_age,
                diary=diary,
            ).ask
            return run(
                chosen,
                project.tree,
                replace(collector, ask=ask),
                registries,
                others=project.contracts,
                today=day,
            )

        first = judge_on(start)
        observed = {*collector.days, *(one.on for one in project.attestations)}
        known = {*diary.turns, *_turning(project)}
        end = start + timedelta(days=days)
        ahead = {
            day for day in days_to_look_at(observed, project.contracts, known) if start < day <= end
        }
        unknown = sum(one.outcome is Outcome.CANT_TELL for one in first.promised)
        return _Forecast(lane, start, end, turns(judge_on, first, ahead), unknown)


def _turning(project: Project) -> set[date]:
    """Return the days on which attestations begin to count, and stop."""
    ends = {one.expires + timedelta(days=1) for one in project.attestations if one.expires}
    return ends | {one.on for one in project.attestations}


def _as_json(found: _Forecast) -> dict[str, object]:
    return {
        "version": 1,
        "lane": found.lane.name,
        "as_of": found.start.isoformat(),
        "until": found.end.isoformat(),
        "red": found.red,
        "cannot_tell_already": found.unknown,
        "turns": [
            {
                "day": turn.day.isoformat(),
                "clause": turn.after.clause,
                "from": turn.before.outcome.value,
                "to": turn.after.outcome.value,
                "reason": turn.after.reason,
                "red": found.is_red(turn),
            }
            for turn in found.turns
        ],
    }


def _turned(found: _Forecast, *, quiet: bool, verbose: bool) -> Iterator[str]:
    """Yield a line for each turn; many that turn for the same reason are one line, unless it is verbose."""
    alike: dict[tuple[date, str, str, str, str], list[str]] = {}
    for turn in found.turns:
        if found.is_red(turn) or not quiet:
            mark = "red" if found.is_red(turn) else "   "
            words = f"{OUTCOME_WORDS[turn.before.outcome]} → {OUTCOME_WORDS[turn.after.outcome]}"
            reason = f": {turn.after.reason}" if turn.after.reason else ""
            key = (turn.day, mark, words, reason, turn.after.clause if verbose else "")
            alike.setdefault(key, []).append(turn.after.clause)
    for (day, mark, words, reason, _), clauses in alike.items():
        more = f" and {len(clauses) - _NAMED} more" if len(clauses) > _NAMED else ""
        yield f"{day}  {mark}  {', '.join(clauses[:_NAMED])}{more}  {words}{reason}"


def _as_text(found: _Forecast, *, quiet: bool, verbose: bool) -> list[str]:
    lines = [*_turned(found, quiet=quiet, verbose=verbose)]
    if quiet:
        return lines
    if found.unknown:
        lines.append(f"{many(found.unknown, 'clause')} cannot be told already on {found.start}")
    first = next((turn.day for turn in found.turns if found.is_red(turn)), None)
    until = f"until {found.end}"
    if first is None:
        return [*lines, f"time alone turns nothing red {until}"]
    noun = "clause turns" if found.red == 1 else "clauses turn"
    return [*lines, f"{found.red} {noun} red {until}, the first on {first} (exit 1)"]
