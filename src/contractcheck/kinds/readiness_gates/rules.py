"""What can be wrong with gates."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.live_rules import deployed_rules, smoke_rules
from contractcheck.model.probe_rules import probe_rules
from contractcheck.model.rules import contradiction, evidence_rules, observation_rules, place_gone

_KIND = "readiness-gates"

RULES = (
    Rule(
        f"{_KIND}/over-declared",
        Severity.ERROR,
        "A gate is declared passed, and its evidence shows that it is not.",
        "People build on a gate that is open: what it was to keep from happening happens.",
        "Declare it `waiting`, or do what the evidence asks for.",
        "contract   bootstrap-api: {declared: passed, evidence: [{openapi_lists: /hubs}]}\n"
        "the API    lists no /hubs",
    ),
    Rule(
        f"{_KIND}/declared-without-evidence",
        Severity.ERROR,
        "A gate is declared passed, and nothing shows it: evidence is absent, blocked, empty or too old.",
        "A gate is worth its evidence. What could not be looked at is no proof, and no failure either.",
        "Look again where the reason says, renew the evidence, or declare the gate `waiting`.",
        "contract   smoke: {declared: passed, evidence: [{registry: hub /progress, select: '$[*]'}]}\n"
        "the API    []",
    ),
    Rule(
        f"{_KIND}/ready-to-flip",
        Severity.NOTE,
        "A gate is declared open, and all of its evidence is there.",
        "What waits for it waits for nothing.",
        "Declare it `passed`, or name the evidence that is still wanted.",
        "contract   key: {declared: waiting, evidence: [path deploy/key.ref]}\n"
        "the tree   deploy/key.ref",
    ),
    Rule(
        f"{_KIND}/no-longer-blocked",
        Severity.WARNING,
        "A gate is declared blocked, and its evidence can be looked at: the gate is not passed.",
        "Blocked means that nobody is let in to see. What can be seen and is not so is work to do.",
        "Declare it `waiting`.",
        "contract   login: {declared: blocked, evidence: {get: /me, as: ops, passes: 200, fails: {500: broken}}}\n"
        "the API    500",
    ),
    Rule(
        f"{_KIND}/gate-incomplete",
        Severity.ERROR,
        "A gate lacks a part: its evidence, what a deferred one waits for, or what `every_gate_has` asks for.",
        "Without an owner nobody moves it; without evidence nobody can tell whether it is passed.",
        "Add what it lacks: the key is named in the message.",
        "contract   every_gate_has: [owner]\n           gates: {key: {evidence: [path key.ref]}}",
    ),
    Rule(
        f"{_KIND}/gate-missing",
        Severity.ERROR,
        "A board does not show a declared gate.",
        "Who reads the board takes what stands there for all that is left to do.",
        "Show the gate, or take it out of the contract.",
        "contract   gates: {key: ..., smoke: ...}\nplan.md    - [ ] key",
    ),
    Rule(
        f"{_KIND}/gate-unknown",
        Severity.ERROR,
        "A board shows a gate that the contract does not declare.",
        "Nobody answers for it, and no evidence tells whether it is passed.",
        "Declare it with its owner and evidence, or remove it.",
        "contract   gates: {key: ...}\nplan.md    - [ ] key\n           - [ ] budget",
    ),
    Rule(
        f"{_KIND}/gate-differs",
        Severity.ERROR,
        "A board shows a gate in other words than the contract.",
        "Two wordings of one condition are two conditions as soon as somebody relies on the difference.",
        "Use the declared words, or add these to `called`.",
        "contract   key: {says: the key is provisioned outside Git}\n"
        "plan.md    - [ ] the key is provisioned in Git",
    ),
    Rule(
        f"{_KIND}/gate-status-differs",
        Severity.ERROR,
        "A board shows a gate with another status than the declared one.",
        "A gate that is shown as passed is taken as passed, whatever stands in the contract.",
        "Show the declared status; declare the shown one only with its evidence.",
        "contract   key: {declared: waiting}\nplan.md    - [x] key",
    ),
    Rule(
        f"{_KIND}/gate-owner-differs",
        Severity.ERROR,
        "A board names another owner of a gate than the contract.",
        "Two owners are none: each waits for the other.",
        "Name the declared owner, or declare the new one.",
        "contract   key: {owner: operators}\nplan.md    | key | platform |",
    ),
    Rule(
        f"{_KIND}/claimed-before",
        Severity.ERROR,
        "A document claims what is only so when a gate is passed that is declared open.",
        "Finished in the source is not live: readers build on what does not answer yet.",
        "Say it as planned, or pass the gate first.",
        "contract   live: {declared: waiting, never_claimed_before: {phrases: [the bootstrap API is live]}}\n"
        "plan.md    The bootstrap API is live.",
    ),
    place_gone(_KIND),
    contradiction(_KIND),
    *evidence_rules(_KIND),
    *observation_rules(_KIND),
    *probe_rules(_KIND),
    *smoke_rules(_KIND),
    *deployed_rules(_KIND),
)
