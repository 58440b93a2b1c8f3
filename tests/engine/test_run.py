"""Laws of a whole run."""

from __future__ import annotations

import json

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from contractcheck.adapters.http import HttpClient
from contractcheck.engine.run import run
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.verdict import Outcome
from contractcheck.wiring.project import load_project
from contractcheck.wiring.registries import REGISTRIES, make_collector
from tests.test_seeded_drift import edited, support
from tests.test_seeded_vocabulary_drift import vocabulary
from tests.trees import TextFiles, found, judge


def drifted() -> dict[str, str]:
    """Return a tree with several faults."""
    texts = edited(
        vocabulary(), "docs/events.md", "- `job-run-cancelled`, by a person\n", "- `job-other`\n"
    )
    return edited(texts, "docs/other.md", "`job-run-started`", "`job-run-begun`")


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(drifted())))
def test_the_order_of_files_does_not_matter(order: list[str]) -> None:
    """However the files of a tree are listed, verdicts and findings are the same."""
    texts = drifted()
    assert judge({name: texts[name] for name in order}) == judge(texts)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_unrelated_documents_remove_nothing(text: str) -> None:
    """A document more never makes a finding disappear."""
    before = set(found(drifted()))
    assert before <= set(found({**drifted(), "zz/unrelated.md": text}))


def test_yaml_and_json_contracts_are_twins() -> None:
    """The same contract in JSON gives the same verdicts and findings, places in the contract aside."""
    texts = drifted()
    value = yaml.safe_load(texts.pop("contracts/events.yaml"))
    twin = {**texts, "contracts/events.json": json.dumps(value)}
    assert found(twin) == found(drifted())
    assert [v.outcome for v in judge(twin).verdicts] == [
        v.outcome for v in judge(drifted()).verdicts
    ]


def test_an_unreadable_document_is_a_gap_and_no_pass() -> None:
    """A document that cannot be read makes the clauses that need it cantTell, never passed."""

    class Broken(TextFiles):
        def read(self, path: str) -> bytes:
            return b"# \xff\n" if path == "docs/events.md" else super().read(path)

    project = load_project(Broken(vocabulary()))
    result = run(
        project.contracts, project.tree, make_collector(project, HttpClient(), ()), REGISTRIES
    )
    assert [gap.reason for gap in result.gaps] == [GapReason.UNREADABLE]
    outcomes = {v.clause: v.outcome for v in result.verdicts}
    assert outcomes["events/views/docs/events.md#Table"] is Outcome.CANT_TELL
    assert outcomes["events/spelling"] is Outcome.CANT_TELL
    assert outcomes["events/views/events.json"] is Outcome.PASSED


def test_a_source_that_is_not_asked_is_untested() -> None:
    """Without live sources a registry view is untested: it is neither green nor red."""
    texts = vocabulary()
    texts["contracts/events.yaml"] += (
        "  - {registry: jobs /event-types, select: '$.data[*].name'}\n"
    )
    texts["contractcheck.yaml"] = "apis: {jobs: {url: 'http://127.0.0.1:9'}}\n"
    verdict = next(v for v in judge(texts).verdicts if v.clause == "events/views/jobs/event-types")
    assert (verdict.outcome, verdict.live) == (Outcome.UNTESTED, True)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(list(GapReason)))
def test_a_gap_never_passes(reason: GapReason) -> None:
    """Whatever the reason why nothing could be seen, no clause passes or fails on it."""
    project = load_project(TextFiles(support()))
    collector = make_collector(project, HttpClient(), ())
    blind = type(collector)(
        project.files, project.configuration, REGISTRIES, lambda need: Gap(reason, need.describe())
    )
    result = run(project.contracts, project.tree, blind, REGISTRIES)
    proof = next(v for v in result.verdicts if v.clause.endswith("/proof"))
    assert proof.outcome in {Outcome.CANT_TELL, Outcome.UNTESTED}


def test_a_within_that_means_no_document_is_no_pass() -> None:
    """Tree-wide truths that were looked for nowhere cannot be told; the reason names the pattern."""
    texts = vocabulary()
    contract = texts["contracts/events.yaml"]
    for within, outcomes in (("docs/**", {Outcome.PASSED}), ("dosc/**", {Outcome.CANT_TELL})):
        verdicts = judge(
            {**texts, "contracts/events.yaml": f"{contract}\nwithin: {within}\n"}
        ).verdicts
        spelled = [one for one in verdicts if one.clause.endswith("/spelling")]
        assert {one.outcome for one in spelled} == outcomes
        assert all(within in one.reason for one in spelled if one.outcome is Outcome.CANT_TELL)
