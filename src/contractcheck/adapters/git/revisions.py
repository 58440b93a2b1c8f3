"""When lines of a file were last changed, as the local history tells."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from contractcheck.adapters.git.command import Git, find_git
from contractcheck.adapters.git.containing import contains
from contractcheck.model.evidence import Gap
from contractcheck.model.problem import UnreadableError
from contractcheck.ports import Change, Files

_SAID = re.compile(rb"^([0-9a-f]{40,64}) (\d{1,11})$", re.MULTILINE)


_FILE = re.compile(rb"100[0-7]{3} blob ([0-9a-f]{40,64})\t")
_KEPT_ELSEWHERE = b"version https://git-lfs"
"""How a file begins whose content Git does not have."""

MOST_SECONDS = 30.0
"""What all answers of a run may take together; the history of views is a help and no verdict."""

_DIGITS = 10
_MOST_COMMITS = 100
_COMPARED_LINES = 2000
"""Between the first and the last difference; what stands in a larger middle counts as changed."""


class GitRevisions:
    """``ports.Revisions`` of the repository a folder is in; says nothing where there is none.

    What is in the files is compared with the last commit here and not by Git, which would run the
    filters a repository configures.
    """

    def __init__(self, root: Path, files: Files) -> None:
        """Look at nothing yet."""
        self._root = root
        self._files = files
        self._told: dict[tuple[str, int, int], Change | None] = {}
        self._spent = 0.0

    @cached_property
    def _git(self) -> Git | None:
        """Git, where the folder has a history that is all there: a shallow one tells wrong."""
        git = find_git(self._root)
        if git is None:
            return None
        shallow = git.ask("rev-parse", "--is-shallow-repository")
        return git if shallow is not None and shallow.strip() == b"false" else None

    def last_change(self, path: str, first: int, last: int) -> Change | None:
        """Return the last change to these lines of a file, ``None`` where nothing is known of it.

        Views of one set have the same lines in every finding, and are asked for once; when all
        answers together have taken too long, nothing more is said.
        """
        wanted = (path, first, last)
        if wanted not in self._told:
            if self._spent > MOST_SECONDS:
                return None
            begun = time.monotonic()
            self._told[wanted] = self._last_change(path, first, last)
            self._spent += time.monotonic() - begun
        return self._told[wanted]

    def contains(self, commit: str, revision: str) -> bool | Gap:
        """Say whether ``commit`` is ``revision`` or comes before it, or why nobody can tell here."""
        return contains(find_git(self._root), commit, revision)

    def _last_change(self, path: str, first: int, last: int) -> Change | None:
        if self._git is None or not 1 <= first <= last or "\n" in path:
            return None
        committed = _committed(self._git, path)
        try:
            now = self._files.read(path)
        except UnreadableError:
            return None
        if committed is None or committed.startswith(_KEPT_ELSEWHERE):
            return None
        was, is_ = _lines(committed), _lines(now)
        to_the_end = last >= len(is_)
        lines = _committed_lines(was, is_, first, last)
        if lines is None or (to_the_end and lines[1] < len(was)):
            return Change()
        found = _log(self._git, f"-L{lines[0]},{lines[1]}:{path}")
        if found and to_the_end:
            found = [*_shortened(self._git, path, found[0]), *found]
        if not found:
            return None
        return Change(found[0].commit[:_DIGITS], datetime.fromtimestamp(found[0].when, UTC))


@dataclass(frozen=True, slots=True)
class _Commit:
    commit: str
    when: int


def _log(git: Git, *chosen: str) -> list[_Commit]:
    """Return commits, the latest first: the last one that changed some lines, or those of a range."""
    said = git.ask(
        "log",
        f"--max-count={1 if chosen[0].startswith('-L') else _MOST_COMMITS}",
        "--no-patch",
        "--no-textconv",
        "--no-ext-diff",
        "--no-show-signature",
        "--no-color",
        "--format=%H %at",
        *chosen,
    )
    return [_Commit(each[1].decode(), int(each[2])) for each in _SAID.finditer(said or b"")]


def _shortened(git: Git, path: str, since: _Commit) -> list[_Commit]:
    """Return the last later commit that took lines from the end of a file, which Git does not count."""
    for one in _log(git, f"{since.commit}..HEAD", "--", path):
        now, before = _committed(git, path, one.commit), _committed(git, path, f"{one.commit}^")
        if not now or not before:
            break
        left, right = _lines(before), _lines(now)
        end = _committed_lines(left, right, len(right), len(right))
        if end and end[1] < len(left):
            return [one]
    return []


def _committed(git: Git, path: str, commit: str = "HEAD") -> bytes | None:
    """Return the bytes of a file in a commit; ``None`` for a link, and for what is not in it."""
    entry = _FILE.match(git.ask("ls-tree", commit, "--", path) or b"")
    return git.ask("cat-file", "blob", entry[1].decode()) if entry else None


def _lines(content: bytes) -> list[bytes]:
    """Return the lines without their ends, which a checkout may have made its own."""
    return content.replace(b"\r\n", b"\n").splitlines()


def _committed_lines(
    committed: list[bytes], now: list[bytes], first: int, last: int
) -> tuple[int, int] | None:
    """Return where lines of a file stood in the last commit; ``None`` where they have changed since."""
    start, stop = first - 1, min(last, len(now))
    same = [
        (was, begin, begin + size)
        for was, begin, size in _same_lines(committed, now)
        if begin <= start < stop <= begin + size
    ]
    return (same[0][0] + start - same[0][1] + 1, same[0][0] + stop - same[0][1]) if same else None


def _same_lines(committed: list[bytes], now: list[bytes]) -> Iterator[tuple[int, int, int]]:
    """Yield blocks of equal lines: where each began, where it begins, how many lines it has."""
    shorter = min(len(committed), len(now))
    head = next((i for i in range(shorter) if committed[i] != now[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if committed[-1 - i] != now[-1 - i]), rest)
    yield 0, 0, head
    yield len(committed) - tail, len(now) - tail, tail
    between = committed[head : len(committed) - tail], now[head : len(now) - tail]
    if max(map(len, between)) <= _COMPARED_LINES:
        for block in SequenceMatcher(None, *between, autojunk=False).get_matching_blocks():
            yield head + block.a, head + block.b, block.size
