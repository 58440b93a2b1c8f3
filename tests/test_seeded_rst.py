"""The same contract over the same document in Markdown and reStructuredText gives the same verdicts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from contractcheck.model.verdict import Outcome
from tests.packaging.trees import ROOT
from tests.trees import found, judge, tree

SUPPORT = """
    kind: support-buckets
    id: support
    owner: maintainers
    home: docs/support.SUFFIX
    other_sections: [Events, Table, Marked, History]
    buckets:
      supported:
        local: probes that run on one machine
        remote: probes over the `https` network
      unsupported:
        writes: probes that change what they look at
"""
CHECKS = """
    kind: vocabulary
    id: checks
    owner: maintainers
    noun: check
    members:
      probe-started:
      probe-failed:
      probe-silenced: {status: deferred, until: somebody asks, owner: us}
    superseded: {probe-begun: probe-started}
    views:
      - docs/support.SUFFIX#Events
      - {at: docs/support.SUFFIX#Table, column: Name}
      - {at: docs/support.SUFFIX, markers: all}
"""
MARKDOWN = """
    # Support

    ## Supported

    - probes that run on one machine
    - probes over the `https` network

    ## Unsupported

    - probes that change what they look at

    ## Events

    - `probe-started`: it runs
    - `probe-failed`: it ran

    <!-- probe-lost -->

    ## Table

    | Name | Meaning |
    | --- | --- |
    | `probe-started` | it runs |
    | `probe-failed` | it ran |

    ## Marked

    <!-- all:start -->

    - `probe-started`
    - `probe-failed`

    <!-- all:end -->

    ## History

    It was called `probe-begun` before.
"""
RST = """
    =======
    Support
    =======

    Supported
    ---------

    * probes that run on
      *one* machine
    * probes over the ``https`` network

    Unsupported
    -----------

      - probes that change what they look at

    Events
    ------

    ``probe-started``
       it runs

    ``probe-failed``
       it ran

    .. probe-lost

    Table
    -----

    =================  =======
    Name               Meaning
    =================  =======
    ``probe-started``  it runs
    ``probe-failed``   it ran
    =================  =======

    Marked
    ------

    .. all:start

    - ``probe-started``
    - ``probe-failed``

    .. all:end

    History
    -------

    It was called ``probe-begun`` before.
"""
TEXTS = {"md": MARKDOWN, "rst": RST}


def twin(suffix: str, old: str = "", new: str = "") -> dict[str, str]:
    """Return the tree with one edit, written for either format: code is quoted by back-ticks."""
    text = TEXTS[suffix]
    if suffix == "rst":
        old, new = old.replace("`", "``"), new.replace("`", "``")
    assert old in text
    return tree(
        contracts__support_yaml=SUPPORT.replace("SUFFIX", suffix),
        contracts__checks_yaml=CHECKS.replace("SUFFIX", suffix),
        **{f"docs__support_{suffix}": text.replace(old, new, 1) if old else text},
    )


EDITS = [
    ("", ""),
    ("one", "two"),
    ("probes that change what they look at", "probes that look"),
    ("over the `https` network", "over the `http` network"),
    ("over the `https` network", "over the https network"),
    ("`probe-failed`", "`probe-faild`"),
    ("`probe-failed`", "`probe-lost`"),
    ("Unsupported", "Not supported"),
    ("Events", "Occasions"),
    ("Table", "Grid"),
    ("it runs", "it runs, as `probe-silenced` does"),
    ("It was called `probe-begun` before.", "It is `probe-begun`."),
    ("all:start", "some:start"),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_twins_have_the_same_verdicts_and_findings(old: str, new: str) -> None:
    """Rules, outcomes and how many findings there are do not depend on the format."""
    answers = []
    for suffix in TEXTS:
        result = judge(twin(suffix, old, new))
        outcomes = [verdict.outcome for verdict in result.verdicts]
        answers.append(
            (
                outcomes,
                sorted((f.rule, f.subject.replace(f".{suffix}", "")) for f in result.findings),
            )
        )
    assert answers[0] == answers[1]
    assert bool(old) == bool(answers[0][1]) or "https network" in new


def test_findings_name_the_line_in_the_rst_document() -> None:
    """The place is where a person edits."""
    assert found(twin("rst", "`probe-failed`", "`probe-faild`")) == [
        ("vocabulary/member-differs", "docs/support.rst: ``probe-faild``")
    ]


def test_without_docutils_a_document_cannot_be_told(tmp_path: Path) -> None:
    """The reason says what to install; Markdown is judged as before."""
    for path, text in {**twin("rst")}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    without = "import sys; sys.modules['docutils'] = None; from contractcheck.cli.main import run; "
    command = f"{without} sys.exit(run(['check', '--verbose']))"
    done = subprocess.run(
        [sys.executable, "-c", command],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "pip install contractcheck[rst]" in done.stdout, done.stderr
    assert "cannot tell" in done.stdout
    assert "Traceback" not in done.stderr


def test_an_unreadable_document_is_a_gap() -> None:
    """What docutils cannot read is told, and is no drift."""
    texts = twin("rst")
    texts["docs/support.rst"] += "x" * 1_000_001
    assert {verdict.outcome for verdict in judge(texts).verdicts} == {Outcome.CANT_TELL}
