"""The hook in a repository that uses it, run by pre-commit itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packaging.trees import DRIFTED, FINDING, RULE, commit, run, working_tree, write_tree


@pytest.mark.slow
def test_the_hook_is_silent_when_all_holds_and_names_the_line_when_not(tmp_path: Path) -> None:
    """A clean tree passes without a word; a moved statement fails with its finding."""
    hooks = working_tree(tmp_path / "hooks")
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).stdout.strip()
    user = write_tree(tmp_path / "user")
    (user / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n  - id: contractcheck\n",
        encoding="utf-8",
    )
    commit(user)
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    store = {"PRE_COMMIT_HOME": str(tmp_path / "store")}

    clean = run(*command, cwd=user, **store)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "Passed" in clean.stdout
    said = [line for line in clean.stdout.splitlines() if not line.startswith(("[INFO]", "- "))]
    assert len([line for line in said if line]) == 1, clean.stdout

    (user / "README.md").write_text(DRIFTED, encoding="utf-8")
    commit(user)
    drifted = run(*command, cwd=user, **store)
    assert drifted.returncode == 1
    assert FINDING in drifted.stdout
    assert RULE in drifted.stdout
    assert "Traceback" not in drifted.stdout
