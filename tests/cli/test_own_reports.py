"""The tool does not judge its own reports, and its output can fail without a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contractcheck.cli.main import run
from tests.test_seeded_vocabulary_drift import vocabulary

SOURCE = Path(__file__).parent.parent.parent / "src"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write a clean tree into a folder."""
    for name, text in vocabulary().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_report_in_the_tree_is_no_document(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that quotes a drift does not keep the lane red once the drift is gone."""
    monkeypatch.chdir(project)
    other = project / "docs" / "other.md"
    clean = other.read_text(encoding="utf-8")
    other.write_text(clean.replace("job-run-started", "job-run-begun"), encoding="utf-8")
    arguments = ["check", "-q", "--report", "markdown=report.md"]
    assert run(arguments) == 1
    assert "job-run-begun" in (project / "report.md").read_text(encoding="utf-8")
    other.write_text(clean, encoding="utf-8")
    assert run(arguments) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("verb", [["check"], ["list"], ["--version"]])
def test_a_full_output_is_told(project: Path, verb: list[str]) -> None:
    """A write that fails is wrong use of the machine, said in one line, and no defect of ours."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "contractcheck", *verb],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "2>&- >/dev/null"])
def test_a_closed_stream_is_no_terminal(project: Path, closed: str) -> None:
    """A stream that was closed before the start changes no exit code."""
    command = f"{sys.executable} -m contractcheck check {closed}"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0


def test_colour_is_kept_when_it_is_asked_for(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--color always`` and FORCE_COLOR colour a pipe; NO_COLOR and the default do not."""
    monkeypatch.chdir(project)
    monkeypatch.delenv("NO_COLOR", raising=False)
    run(["check", "--color", "always"])
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["check"])
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run(["check"])
    assert "\x1b[" not in capsys.readouterr().out
