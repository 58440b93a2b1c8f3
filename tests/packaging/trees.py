"""A small tree that holds, and the same with one statement gone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = """\
kind: support-buckets
id: tool.support
owner: maintainers
home: README.md#What works
buckets:
  Supported:
    files: reading files
    folders: reading folders
  Not supported:
    network: reading over the network
"""
README = """\
# Tool

## What works

### Supported

- reading files
- reading folders

### Not supported

- reading over the network
"""
DRIFTED = README.replace("- reading folders\n", "").replace(
    "network\n", "network\n- reading folders\n"
)
FINDING = "README.md:12:3"
RULE = "support-buckets/statement-moved"


def write_tree(root: Path) -> Path:
    """Write the tree that holds into a folder, and return the folder."""
    (root / "contracts").mkdir(parents=True)
    (root / "contracts" / "support.yaml").write_text(CONTRACT, encoding="utf-8")
    (root / "contractcheck.yaml").write_text("contracts: contracts/*.yaml\n", encoding="utf-8")
    (root / "README.md").write_text(README, encoding="utf-8")
    return root


def run(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a bare environment: no settings of this checkout, and no git identity."""
    variables = {**_kept(), **environment, "HOME": str(cwd), "NO_COLOR": "1"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def _kept() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "CONTRACTCHECK", "GIT_", "PRE_COMMIT", "CI"))
    }


def working_tree(folder: Path) -> Path:
    """Copy what git would commit of this checkout into a repository of its own."""
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, names.stdout.split("\0")):
        source = ROOT / name
        if source.is_file() and not source.is_symlink():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
            target.chmod(source.stat().st_mode & 0o777)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    """Make a repository of a folder, or add a commit with all its changes."""
    git = ["git", "-c", "user.name=test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "tree"]):
        done = run(*git, *command, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
