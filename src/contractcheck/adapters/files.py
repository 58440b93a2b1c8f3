"""The files of one tree, read so that nothing outside it, and nothing but files, can be opened."""

# Paths stay strings here: a tree has many, and most are only listed.
# ruff: noqa: PTH116, PTH118, PTH206, PTH208

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError

MAX_BYTES = 50_000_000
PRUNED_FOLDERS = (
    ".eggs", ".git", ".hg", ".hypothesis", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache",
    ".svn", ".tox", ".venv", "__pycache__", "node_modules", "venv",
)  # fmt: skip
"""Folders never looked into: made by tools, of other projects, or a version control's own."""

_NEVER_READ = frozenset({".git", ".hg", ".svn"})
"""What version control keeps may hold credentials; a contract has no business there."""

_DRIVE = re.compile(r"[A-Za-z]:(?:/|\Z)")
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class TreeFiles:
    """``ports.Files`` for the folder ``root``; the list of paths is made once.

    A link to a file inside the tree is that file; a link to a folder is not walked, since the
    folder is walked under its own name. Folders that cannot be listed, and names that are not UTF-8
    or that no contract could spell, are left out.
    """

    def __init__(self, root: Path) -> None:
        """Look at nothing yet; ``root`` itself may be a link."""
        self._root = os.path.realpath(root)
        self._paths: tuple[str, ...] | None = None
        self._folds_case: bool | None = None

    def paths(self) -> Sequence[str]:
        """Return every file in sorted order, without pruned folders."""
        if self._paths is None:
            self._paths = tuple(sorted(self._walk()))
        return self._paths

    def read(self, path: str) -> bytes:
        """Return the bytes; raise ``UnreadableError`` with a plain sentence where refused."""
        real = self._resolve(path)
        try:
            handle = os.open(real, _OPEN)
        except (OSError, ValueError) as error:
            raise _refusal(path, _say(error)) from None
        try:
            return _read(path, handle)
        except OSError as error:
            raise _refusal(path, _say(error)) from None
        finally:
            os.close(handle)

    def exists(self, path: str) -> bool:
        """Say whether a file or folder of exactly that spelling is in the tree."""
        try:
            mode = os.stat(self._resolve(path.removesuffix("/"))).st_mode
        except (UnreadableError, OSError, ValueError):
            return False
        return stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and not path.endswith("/"))

    def _walk(self) -> Iterator[str]:
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(os.path.join(self._root, folder)))
            except OSError as error:
                if folder:
                    continue
                root = "."
                raise _refusal(root, _say(error)) from None
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in PRUNED_FOLDERS:
                        folders.append(path)
                elif self._is_listed(entry, path):
                    yield path

    def _is_listed(self, entry: os.DirEntry[str], path: str) -> bool:
        if _mistake(path) or entry.name in _NEVER_READ:  # `.git` is a file in a linked worktree
            return False
        if not entry.is_symlink():
            return entry.is_file()
        try:
            return entry.is_file() and bool(self._resolve(path))
        except (UnreadableError, OSError):
            return False

    def _resolve(self, path: str) -> str:
        """Return the real path; raise ``UnreadableError`` unless it is inside the tree."""
        if mistake := _mistake(path):
            raise _refusal(path, mistake, "name files from the root of the tree, with `/`")
        try:
            real = os.path.realpath(os.path.join(self._root, path))
        except (OSError, ValueError) as error:
            raise _refusal(path, _say(error)) from None
        inside = os.path.relpath(real, self._root) if _same_drive(real, self._root) else os.pardir
        parts = inside.split(os.sep)
        if parts[0] == os.pardir:
            raise _refusal(path, "a link on this path leaves the tree")
        if not _NEVER_READ.isdisjoint(part.lower() for part in parts):
            raise _refusal(path, "what version control keeps is never read")
        if self._ignores_case() and not self._is_spelled_so(path):
            raise _refusal(path, _say(FileNotFoundError()))
        return real

    def _ignores_case(self) -> bool:
        """Say whether the file system takes ``A`` for ``a``; told by a name of the root."""
        if self._folds_case is None:
            try:
                names = os.listdir(self._root)
            except OSError:
                return False
            others = [other for name in names if (other := name.swapcase()) not in names]
            self._folds_case = any(os.path.lexists(os.path.join(self._root, o)) for o in others)
        return self._folds_case

    def _is_spelled_so(self, path: str) -> bool:
        folder = self._root
        for part in path.split("/"):
            try:
                if part != "." and part not in os.listdir(folder):
                    return False
            except OSError:
                return False
            folder = os.path.join(folder, part)
        return True


def _read(path: str, handle: int) -> bytes:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise _refusal(path, f"this is {_kind(status.st_mode)}, not a file")
    with os.fdopen(handle, "rb", closefd=False) as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        size = max(status.st_size, len(content))
        raise _refusal(path, f"the file has {size:,} bytes; {MAX_BYTES:,} are allowed")
    return content


def _mistake(path: str) -> str:
    """Say why ``path`` cannot name a file of a tree; empty when it can."""
    parts = path.split("/")
    try:
        path.encode()
    except UnicodeEncodeError:
        return "the path is not text"
    if not path or "\0" in path:
        return "this is no path"
    if "\\" in path or _DRIVE.match(path) or (os.name == "nt" and ":" in path):
        return "this is a Windows path"
    if not parts[0]:
        return "the path starts outside the tree"
    if ".." in parts:
        return "the path has a `..`"
    return ""


def _same_drive(one: str, other: str) -> bool:
    return os.path.splitdrive(one)[0].lower() == os.path.splitdrive(other)[0].lower()


def _kind(mode: int) -> str:
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISLNK, "a link"),
    )
    return next((name for test, name in kinds if test(mode)), "a device")


_SENTENCES = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "the file may not be read by this user",
    errno.EPERM: "the file may not be read by this user",
    errno.EISDIR: "this is a folder, not a file",
    errno.ELOOP: "the links on this path go in a circle",
    errno.ENAMETOOLONG: "the path is too long",
    errno.ENXIO: "this is a socket or a device, not a file",
}


def _say(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return _SENTENCES[errno.ENOENT]
    number = getattr(error, "errno", None)
    return _SENTENCES.get(
        number or 0, f"the file cannot be read: {getattr(error, 'strerror', error)}"
    )


def _refusal(path: str, message: str, help_: str = "") -> UnreadableError:
    return UnreadableError(Problem(Location(path), message, help_))
