"""Play the pages: write their files, run their commands, show what those print.

A comment before a fence says what the fence is: `<!-- file: PATH -->` is written into the tree,
`<!-- exit: N -->` is the code with which the commands of the fence end (0 without it). In a fence of
`console`, what stands below a `$ command` is what it prints; in a fence of `sh` each line is a
command whose output is not shown. Commands of other programs than ours are listed, not run.
`python -m tests.docs.playing` rewrites what is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from contractcheck.cli.main import run
from tests.packaging.trees import write_tree

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("cd ", "git ", "make ", "mkdir ", "pip ", "pre-commit ", "python ")
SETTINGS = {"COLUMNS": "80", "NO_COLOR": "1", "CI": ""}
_FENCE = re.compile(
    r"(?P<notes>(?:^<!-- [^\n]*-->\n)*)^(?P<mark>```+)(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=mark)$",
    re.MULTILINE | re.DOTALL,
)
_NOTE = re.compile(r"<!-- (file|exit): (\S+) -->")


@dataclass(frozen=True)
class Fence:
    """A fence of a page with the notes that stand before it."""

    info: str
    text: str
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def commands(self) -> list[str]:
        """The commands of a fence; other fences than of commands have none."""
        if self.info == "sh":
            return [line for line in self.text.splitlines() if line.strip()]
        if self.info == "console":
            return re.findall(r"^\$ (.*)$", self.text, re.MULTILINE)
        return []


def pages() -> list[Path]:
    """Return the README and every page below `docs`."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def fences(page: Path) -> Iterator[Fence]:
    """Yield the fences of a page in their order."""
    yield from map(_fence, _FENCE.finditer(page.read_text("utf-8")))


def _fence(match: re.Match[str]) -> Fence:
    return Fence(match["info"].strip(), match["text"], dict(_NOTE.findall(match["notes"])))


def play(page: Path) -> str:
    """Return the page with what its commands print now; fail where one ends with another code."""
    with _small_tree():
        return _FENCE.sub(lambda match: _play(match, _fence(match)), page.read_text("utf-8"))


@contextmanager
def _small_tree() -> Iterator[None]:
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        tree = write_tree(Path(folder) / "tree")
        lanes = "contracts: contracts/*.yaml\nlanes: {hook: {}, ci: {}}\n"
        (tree / "contractcheck.yaml").write_text(lanes, encoding="utf-8")
        os.environ.update(SETTINGS)
        try:
            with chdir(tree):
                yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _play(match: re.Match[str], fence: Fence) -> str:
    if "file" in fence.notes:
        target = Path(fence.notes["file"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(fence.text, encoding="utf-8")
    shown = []
    for line in fence.commands:
        ours = line.startswith("contractcheck ")
        assert ours or line.startswith(OTHERS), line
        printed = _printed(line, int(fence.notes.get("exit", "0"))) if ours else ""
        shown.append(f"$ {line}\n{printed}")
    if fence.info != "console":
        return match[0]
    head = match[0][: match.start("text") - match.start()]
    return head + "".join(shown) + match["mark"]


def _printed(line: str, code: int) -> str:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        ended = run(shlex.split(line, comments=True)[1:])
    assert ended == code, f"{line} ended with {ended}\n{out.getvalue()}{err.getvalue()}"
    return out.getvalue().rstrip("\n") + "\n"


if __name__ == "__main__":
    for one in pages():
        one.write_text(play(one), encoding="utf-8")
