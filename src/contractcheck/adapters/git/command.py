"""Git run so that nothing in a repository is executed: no hook, filter, helper, pager or transport.

A tree under check may be anyone's. Only commands that read objects are run, with fixed arguments and
an environment of our own; what its configuration could start is switched off on the command line,
which wins over every file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

_FIXED = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    f"core.attributesFile={os.devnull}",
    "-c",
    "core.pager=cat",
    "-c",
    "core.untrackedCache=false",
    "-c",
    "diff.external=",
    "-c",
    "log.showSignature=false",
    "-c",
    "protocol.allow=never",
    "-c",
    "submodule.recurse=false",
)
_ENVIRONMENT = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_INHERITED = ("PATH", "SYSTEMROOT")
MAX_BYTES = 10_000_000
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Git:
    """The system's Git in one folder; each call ends in time or is ended."""

    folder: Path
    program: str
    seconds: float = SECONDS

    def ask(self, *arguments: str) -> bytes | None:
        """Return what a command prints; ``None`` where it fails, takes too long or prints too much."""
        kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        try:
            process = subprocess.Popen(  # noqa: S603 - fixed arguments, no shell
                [self.program, *_FIXED, "-C", str(self.folder), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**kept, **_ENVIRONMENT},
            )
        except OSError:
            return None
        timer = threading.Timer(self.seconds, process.kill)
        timer.start()
        with process:
            printed = process.stdout.read(MAX_BYTES + 1) if process.stdout else b""
            if len(printed) > MAX_BYTES:
                process.kill()
        timer.cancel()
        return printed if process.returncode == 0 and len(printed) <= MAX_BYTES else None


def find_git(folder: Path) -> Git | None:
    """Return Git for a folder; ``None`` without one, or where it would be a program of the tree."""
    found = shutil.which("git")
    if found is None or not Path(found).is_absolute():
        return None
    root = folder.resolve()
    if Path(found).resolve().is_relative_to(root):
        return None
    return Git(root, found)
