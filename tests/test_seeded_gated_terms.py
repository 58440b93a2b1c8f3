"""Members of a vocabulary that hold once a gate is passed."""

from __future__ import annotations

import pytest

from contractcheck.model.problem import InputError
from tests.trees import judge, tree

WORDS = """kind: vocabulary
id: words
owner: platform
noun: event type
members:
  backup-verified: {{status: conditional, when: {when}}}
  drift-detected:
within: intake.md
"""
GATES = """kind: readiness-gates
id: go-live
owner: platform
gates:
  backup-widget: {{declared: {declared}, evidence: {evidence}}}
"""
SAID = "{gate: go-live/backup-widget, says: a backup-set widget exists}"
FAILED, PASSED = "path widget.json", "path intake.md"
UNKNOWN = "job gone.yml x"


def told(
    used: str, evidence: str, when: str = SAID, declared: str = "waiting"
) -> tuple[str, list[str]]:
    """Return the outcome of the conditional member, and the rules of what is found."""
    texts = {
        **tree(intake_md=f"# Intake\n\n{used}\n"),
        "words.yaml": WORDS.format(when=when),
        "gates.yaml": GATES.format(declared=declared, evidence=evidence),
        "contractcheck.yaml": "contracts: [words.yaml, gates.yaml]\n"
        "apis: {hub: {url: 'http://127.0.0.1:9'}}\n",
    }
    result = judge(texts)
    (verdict,) = (v for v in result.verdicts if v.clause == "words/conditional/backup-verified")
    rules = [one.rule for one in result.findings if one.rule.startswith("vocabulary/")]
    return verdict.outcome.value, rules


def test_while_the_gate_is_open_the_condition_stands_wherever_the_member_is_used() -> None:
    """An open gate leaves the member conditional."""
    assert told("We send `backup-verified`.", FAILED) == (
        "failed",
        ["vocabulary/condition-dropped"],
    )
    once = "We send `backup-verified` once a backup-set widget exists."
    assert told(once, FAILED) == ("passed", [])


def test_once_the_gate_is_observed_as_passed_the_condition_is_met() -> None:
    """A condition that is met binds nobody, whatever is declared of the gate."""
    assert told("We send `backup-verified`.", PASSED) == ("inapplicable", [])
    assert told("We send `backup-verified`.", PASSED, declared="passed") == ("inapplicable", [])


def test_a_declaration_alone_meets_no_condition() -> None:
    """What counts is what is observed: an over-declared gate leaves the member conditional."""
    bare = told("We send `backup-verified`.", FAILED, declared="passed")
    assert bare == ("failed", ["vocabulary/condition-dropped"])


def test_where_the_gate_cannot_be_told_only_a_bare_use_cannot() -> None:
    """A use that states its condition is right either way."""
    unknown = "{registry: hub /widgets, select: $.x}"
    assert told("We send `backup-verified`.", unknown) == ("untested", [])
    once = "We send `backup-verified` once a backup-set widget exists."
    assert told(once, unknown) == ("passed", [])


def test_a_gate_alone_gives_its_name_as_the_words() -> None:
    """Without words of its own a condition is stated by those of the gate's name."""
    alone = "gate go-live/backup-widget"
    stated = "We send `backup-verified` after the backup widget is there."
    assert told(stated, FAILED, alone) == ("passed", [])
    assert told("We send `backup-verified`.", FAILED, alone)[0] == "failed"


def test_a_gate_that_nobody_declares_is_refused() -> None:
    """The name of a gate resolves, or the contract is not read."""
    with pytest.raises(InputError, match="unknown gate"):
        told("Nothing.", FAILED, "gate go-live/backup-widgets")
