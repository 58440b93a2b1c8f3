"""`make run`: the shipped contracts against the reference hub, in its three states."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--release", "current"], 0),
        (["--release", "early"], 1),
        (["--release", "drifted"], 1),
        (["--server", "stopped"], 4),
    ],
    ids=["current", "early", "drifted", "stopped"],
)
def test_the_run_ends_with_the_code_of_its_server(
    arguments: list[str], code: int, tmp_path: Path
) -> None:
    """A current hub holds, an early and a drifted one are red, a stopped one cannot be told."""
    command = [sys.executable, "-m", "fixtures.run_reference", "--reports", str(tmp_path)]
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert f"the whole report: {tmp_path}" in done.stdout
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    promises = (clause for clause in report["clauses"] if "evidence_for" not in clause)
    verdicts = {clause["outcome"] for clause in promises}
    assert ("cantTell" in verdicts) == (arguments[1] != "current")
    assert (tmp_path / "report.md").stat().st_size
