"""``contractcheck explain``: what a rule or a clause means, and how to fix what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from contractcheck.cli.options import find_root, output_options, tree_options, wants_color
from contractcheck.cli.say import say
from contractcheck.engine.compile import compile_contracts, rules_of
from contractcheck.model.clause import Clause
from contractcheck.model.finding import Rule
from contractcheck.model.location import Location
from contractcheck.model.observed import evidence_for
from contractcheck.model.problem import InputError, Problem
from contractcheck.wiring.kinds import KINDS


@click.command(
    "explain",
    epilog="Examples: `contractcheck explain support-buckets/statement-moved`; "
    "`contractcheck explain powertools.support/tested/docs-lane`; `contractcheck explain` lists the rules.",
)
@click.argument("name", metavar="[RULE|CLAUSE]", required=False)
@tree_options
@output_options
def command(  # noqa: PLR0913 - one parameter per option
    *,
    name: str | None,
    root: Path | None,
    config: str | None,
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """Explain a rule, or a clause of this tree; without a name, list the rules."""
    rules = _rules(name)
    bold = wants_color(color)
    if name is None:
        for rule in sorted(rules.values(), key=lambda rule: rule.id):
            say(rule.id if quiet else f"{rule.id}  {rule.severity.value}\n    {rule.summary}")
        return 0
    if name in rules:
        _show_rule(rules[name], bold=bold)
        return 0
    clauses = _clauses(find_root(root), config)
    if name not in clauses:
        near = get_close_matches(name, [*rules_of(KINDS), *clauses], n=3)
        hint = (
            f"did you mean {', '.join(near)}?"
            if near
            else "`contractcheck explain` lists the rules"
        )
        message = f"no rule and no clause of this tree is called `{name}`"
        raise InputError([Problem(Location("command line"), message, hint)])
    _show_clause(clauses[name], evidence_for(clauses.values()).get(name, ()), bold=bold)
    if verbose:
        for rule in KINDS[clauses[name].kind].RULES:
            say(f"    {rule.id}: {rule.summary}")
    return 0


def _rules(name: str | None) -> dict[str, Rule]:
    """Return all rules, or those of the kind that a name begins with; no other kind is imported."""
    if name is None:
        return rules_of(KINDS)
    kind = name.partition("/")[0]
    return rules_of({kind: KINDS[kind]}) if kind in KINDS else {}


def _clauses(root: Path, config: str | None) -> dict[str, Clause]:
    """Return the clauses of a tree; loading is imported here, because rules need none of it."""
    from contractcheck.wiring.project import open_project  # noqa: PLC0415

    project = open_project(root, config)
    contracts = (*project.contracts, project.secrets)
    return {clause.id: clause for clause in compile_contracts(contracts, KINDS)}


def _show_rule(rule: Rule, *, bold: bool) -> None:
    say(f"{click.style(rule.id, bold=True) if bold else rule.id}  {rule.severity.value}")
    say(f"\n{rule.summary}\n\nWhy: {rule.why}\n\nFix: {rule.fix}")
    if rule.example:
        say(f"\nExample:\n{rule.example}")


def _show_clause(clause: Clause, backs: Sequence[str], *, bold: bool) -> None:
    say(f"{click.style(clause.id, bold=True) if bold else clause.id}  {clause.kind}, {clause.at}")
    say(f"\n{clause.says}\n")
    for written in clause.at.written:
        say(f"its template: {written}")
    for need in clause.needs:
        say(f"looks at: {need.describe()}")
    for one in backs:
        say(f"evidence for: {one}")
    if clause.observes:
        say("by itself it is never red; what it finds is told with what it is evidence for")
    if clause.owner:
        say(f"owner: {clause.owner}")
    say(f"rules: `contractcheck explain` lists those of {clause.kind}")
