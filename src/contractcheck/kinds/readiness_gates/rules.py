"""What can be wrong with gates."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.probe_rules import probe_rules
from contractcheck.model.rules import contradiction, evidence_rules, observation_rules

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
        f"{_KIND}/gate-incomplete",
        Severity.ERROR,
        "A gate lacks a part: its evidence, what a deferred one waits for, or what `every_gate_has` asks for.",
        "Without an owner nobody moves it; without evidence nobody can tell whether it is passed.",
        "Name the part.",
        "contract   every_gate_has: [owner]\n           gates: {key: {evidence: [path key.ref]}}",
    ),
    contradiction(_KIND),
    *evidence_rules(_KIND),
    *observation_rules(_KIND),
    *probe_rules(_KIND),
)
