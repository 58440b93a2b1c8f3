"""Gates of a project: what is declared of them, held against what is there."""

from __future__ import annotations

import pytest

from contractcheck.model.problem import InputError
from contractcheck.model.verdict import Outcome
from tests.trees import found, judge, tree

CONFIGURATION = "contracts: [gates.yaml, other.yaml]\n"
RUNBOOK = """
    # Runbook

    ## Vault

    - the key is kept in the vault
    """


def gates(text: str, **files: str) -> dict[str, str]:
    """Return a tree with a contract of gates, a runbook, and a workflow."""
    head = "kind: readiness-gates\nid: rollout\nowner: platform\n"
    texts = tree(**{"runbook_md": RUNBOOK, **files})
    body = tree(gates_yaml=text)["gates.yaml"]
    return {**texts, "gates.yaml": head + body, "contractcheck.yaml": CONFIGURATION}


def outcomes(texts: dict[str, str]) -> dict[str, str]:
    """Return the outcome of each clause by the end of its id."""
    return {v.clause.partition("/")[2]: v.outcome.value for v in judge(texts).verdicts}


@pytest.mark.parametrize(
    ("declared", "evidence", "rule"),
    [
        ("passed", "path runbook.md", None),
        ("passed", "path absent.md", "over-declared"),
        ("waiting", "path absent.md", None),
        ("waiting", "path runbook.md", "ready-to-flip"),
    ],
)
def test_what_is_declared_is_held_against_what_is_observed(
    declared: str, evidence: str, rule: str | None
) -> None:
    """Over-declared is found, a gate that is ready is noted, and agreement is silent."""
    texts = gates(f"gates: {{key: {{declared: {declared}, evidence: {evidence}}}}}\n")
    line = "gates.yaml: " + texts["gates.yaml"].splitlines()[-1]
    assert found(texts) == ([(f"readiness-gates/{rule}", line)] if rule else [])


def test_a_note_is_no_failure() -> None:
    """A gate that is ready to be declared passed is a promise that is kept."""
    texts = gates("gates: {key: {evidence: path runbook.md}}\n")
    result = judge(texts)
    assert [one.outcome for one in result.promised][:1] == [Outcome.PASSED]
    assert result.findings[0].severity.value == "note"
    (declare, _) = result.findings[0].repairs
    assert declare.replacement is None  # nothing is written down that could be replaced


def test_every_entry_of_a_list_is_needed_and_one_of_any() -> None:
    """Entries nest: a list wants all of them, `any_of` one."""
    texts = gates(
        """
        gates:
          key:
            declared: passed
            evidence:
              - path runbook.md
              - any_of:
                  - path absent.md
                  - all_of: [path runbook.md, {says: the key is kept in the vault, at: runbook.md#Vault}]
        """
    )
    assert found(texts) == []
    lost = {**texts, "runbook.md": "# Runbook\n\n## Vault\n\nIt is empty.\n"}
    assert found(lost) == [("readiness-gates/over-declared", "gates.yaml: declared: passed")]


def test_what_was_found_is_told_with_the_gate() -> None:
    """The finding of a piece of evidence is related to the gate's, and is none of its own."""
    texts = gates("gates: {key: {declared: passed, evidence: job ci.yml vault}}\n")
    texts[".github/workflows/ci.yml"] = "on: push\njobs:\n  build: {steps: [{run: make}]}\n"
    (finding,) = judge(texts).findings
    assert "no job `vault` in this workflow" in finding.message
    assert ".github/workflows/ci.yml" in {one.at.document for one in finding.related}


def test_a_gate_that_waits_says_for_which() -> None:
    """A gate is not passed before those it needs, whatever its own evidence shows."""
    texts = gates(
        """
        gates:
          key: {evidence: path absent.md}
          smoke: {needs: key, evidence: path runbook.md}
          launch: {declared: waiting, needs: smoke}
        """
    )
    result = judge(texts)
    reasons = {verdict.clause: verdict.reason for verdict in result.verdicts}
    assert result.findings == ()
    assert reasons["rollout/smoke"] == "waits for `rollout/key`"
    assert reasons["rollout/launch"] == "waits for `rollout/smoke`"


def test_a_gate_may_need_one_of_another_contract() -> None:
    """The other contract is looked at as evidence; that it is declared open is told once."""
    other = "kind: readiness-gates\nid: base\nowner: o\ngates: {power: {evidence: path absent}}\n"
    texts = {**gates("gates: {key: {declared: passed, needs: base/power}}\n"), "other.yaml": other}
    assert [rule for rule, _ in found(texts)] == ["readiness-gates/contradiction"]


def test_a_circle_is_a_contradiction_and_cannot_be_told() -> None:
    """Gates that wait for each other are found once, and none of them is called passed."""
    texts = gates("gates: {a: {needs: b}, b: {needs: a}}\n")
    assert [rule for rule, _ in found(texts)] == ["readiness-gates/contradiction"]
    assert outcomes(texts)["a"] == "cantTell"


@pytest.mark.parametrize(
    "evidence",
    [
        "gate a",
        "{gate: a}",
        "{any_of: [path runbook.md, gate a]}",
        "contract rollout",
        "clause rollout/a",
    ],
)
def test_a_gate_that_is_evidence_of_itself_contradicts_itself(evidence: str) -> None:
    """Waiting by evidence is waiting too: nothing can ever show such a gate."""
    texts = gates(f"gates: {{a: {{evidence: [{evidence}]}}}}\n")
    (finding,) = judge(texts).findings
    assert finding.rule == "readiness-gates/contradiction"
    assert finding.message == "this gate waits for itself: rollout/a -> rollout/a"
    assert finding.repairs[0].description == "take `rollout/a` out of it"


def test_a_circle_may_go_by_evidence() -> None:
    """One gate needs the other, which has it as evidence: found once, where the circle closes."""
    texts = gates("gates: {a: {evidence: gate b}, b: {needs: a, evidence: path runbook.md}}\n")
    assert [rule for rule, _ in found(texts)] == ["readiness-gates/contradiction"]


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("{get: /hubs, passes: 401, fails: {401: no}}", "the status 401 passes and fails"),
        ("{get: /hubs, at_least: 5, at_most: 2}", "at least 5 and at most 2 are wanted"),
        (
            "{any_of: [path absent.md, {all_of: [{get: /hubs, at_least: 3, at_most: 1}]}]}",
            "at least 3 and at most 1 are wanted",
        ),
    ],
)
def test_a_probe_that_no_answer_can_pass_is_a_contradiction(evidence: str, message: str) -> None:
    """It is told before anything is asked, as it is for the probes of an API, however deep it stands."""
    texts = gates(f"api: hub\ngates: {{a: {{evidence: [{evidence}]}}}}\n")
    texts["contractcheck.yaml"] += "apis: {hub: {url: 'http://127.0.0.1:1'}}\n"
    (finding,) = judge(texts).findings
    assert (finding.rule, finding.message) == ("readiness-gates/contradiction", message)


@pytest.mark.parametrize(
    "evidence",
    [
        "{get: /../secret, passes: 200}",
        "{get: /a/.., passes: 200}",
        "{get: /a/%2e%2E/b, passes: 200}",
        "{get: /.%2e?x, passes: 200}",
        "{get: '/\\\\evil.example', passes: 200}",
        '{registry: hub /../secret, select: "$[*]", holds: a}',
    ],
)
def test_no_question_leads_out_of_the_api(evidence: str) -> None:
    """What proves who asks is for the API alone, not for what stands beside it on the same server."""
    texts = gates(f"api: hub\ngates: {{a: {{evidence: [{evidence}]}}}}\n")
    texts["contractcheck.yaml"] += "apis: {hub: {url: 'http://127.0.0.1:1/api'}}\n"
    with pytest.raises(InputError) as caught:
        judge(texts)
    assert "does not have the form asked for here" in caught.value.problems[0].message


@pytest.mark.parametrize("path", ["/a..b", "/...", "/a?next=/../b", "/.well-known/x"])
def test_dots_in_a_name_lead_nowhere(path: str) -> None:
    """Only a whole segment of two dots goes up; in a parameter it is text."""
    texts = gates(f"api: hub\ngates: {{a: {{evidence: [{{get: '{path}', passes: 200}}]}}}}\n")
    texts["contractcheck.yaml"] += "apis: {hub: {url: 'http://127.0.0.1:1/api'}}\n"
    assert judge(texts).findings == ()


def test_a_gate_passed_before_what_it_needs_contradicts_itself() -> None:
    """The contract is wrong at the line that names the other gate."""
    texts = gates(
        """
        gates:
          key: {declared: waiting, evidence: path runbook.md}
          smoke:
            declared: passed
            needs: [key]
            evidence: path runbook.md
        """
    )
    assert ("readiness-gates/contradiction", "gates.yaml: needs: [key]") in found(texts)


def test_a_gate_lacks_a_part() -> None:
    """No evidence, no reason to be deferred, or a part that every gate must have."""
    texts = gates(
        """
        every_gate_has: [owner]
        gates:
          key: {owner: operators, evidence: path absent.md}
          smoke: {evidence: path absent.md}
          empty: {owner: operators}
          later: {owner: operators, declared: deferred}
        """
    )
    messages = [finding.message for finding in judge(texts).findings]
    assert messages == [
        "the gate `smoke` stands here without `owner`",
        "the gate `empty` stands here without `evidence`",
        "the gate `later` stands here without `until`",
    ]


def test_a_deferred_gate_does_not_apply() -> None:
    """Nobody works on it, so its evidence is wanted by nobody; that it is all there is noted."""
    deferred = "gates: {{key: {{declared: deferred, until: next year, evidence: path {}}}}}\n"
    assert outcomes(gates(deferred.format("absent.md")))["key"] == "inapplicable"
    assert [rule for rule, _ in found(gates(deferred.format("runbook.md")))] == [
        "readiness-gates/ready-to-flip"
    ]


def test_another_contract_is_evidence() -> None:
    """A contract that holds shows what it promises; one that does not is why the gate is open."""
    other = (
        "kind: boundaries\nid: vault\nowner: o\nhome: runbook.md#Vault\n"
        "says: {kept: {says: the key is kept in the vault}}\n"
    )
    texts = {
        **gates("gates: {key: {declared: passed, evidence: contract vault}}\n"),
        "other.yaml": other,
    }
    assert found(texts) == []
    texts["runbook.md"] = "# Runbook\n\n## Vault\n\n- the key is not kept in the vault\n"
    assert [rule for rule, _ in found(texts)] == [
        "boundaries/statement-denied",
        "readiness-gates/over-declared",
    ]


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("contract vaulted", "unknown contract `vaulted`"),
        ("clause rollout/keys", "unknown clause `rollout/keys`"),
        ("gate keys", "unknown gate `rollout/keys`; did you mean `rollout/key`?"),
        ("{registry: hub /types, select: $.x}", "unknown api `hub`"),
        ("{openapi_lists: /hubs, api: hub}", "unknown api `hub`"),
        ("{registry: hub /types, select: '$..['}", "`$..[` is no JSONPath"),
        ("hearsay of the operators", "hearsay of the operators"),
        ("{path: runbook.md, age: soon}", "soon"),
        ("{any_of: []}", "this list is empty"),
    ],
)
def test_evidence_that_cannot_be_read_is_refused_at_its_place(evidence: str, message: str) -> None:
    """Names that nothing declares, and entries of no kind, are problems of the contract."""
    with pytest.raises(InputError) as caught:
        judge(gates(f"gates: {{key: {{evidence: {evidence}}}}}\n"))
    problem = caught.value.problems[0]
    assert problem.location.document == "gates.yaml"
    assert problem.location.span.line == 4
    assert message.lower() in f"{problem.message} {problem.help}".lower() or message in str(problem)


@pytest.mark.parametrize("first", ["app", "zap"])
def test_a_gate_needs_an_open_one_of_another_contract(first: str) -> None:
    """One fault is one finding, whichever contract comes first."""
    texts = gates(
        f"gates: {{key: {{declared: passed, evidence: path runbook.md, needs: {first}/smoke}}}}\n"
    )
    texts["other.yaml"] = (
        f"kind: readiness-gates\nid: {first}\nowner: platform\n"
        "gates: {smoke: {declared: waiting, evidence: path smoke.md}}\n"
    )
    assert [rule for rule, _ in found(texts)] == ["readiness-gates/contradiction"]
