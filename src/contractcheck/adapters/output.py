"""Write files so that a reader, a crash or a full disk never meets half of one."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem

_CREATE = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)


class AtomicOutput:
    """``ports.Output`` below ``root``; an absolute path is taken as it is."""

    def __init__(self, root: Path = Path()) -> None:
        """Write relative paths below ``root``, the current folder unless told."""
        self._root = root

    def write(self, path: str, content: bytes) -> None:
        """Write the file: the old bytes or the new ones, never half.

        A link is replaced, not followed. Raises ``InputError`` where the path is not a file's or
        the file cannot be written.
        """
        try:
            target = self._inside(path)
            mode = _mode(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content, mode)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            help_ = "choose another place, or make room and leave to write there"
            problem = Problem(Location(path), f"the file cannot be written: {reason}", help_)
            raise InputError([problem]) from error

    def remove(self, path: str) -> None:
        """Delete a file, or the link of that name; raises ``InputError`` where that cannot be done."""
        try:
            self._inside(path).unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problem = Problem(Location(path), f"the file cannot be deleted: {reason}")
            raise InputError([problem]) from error

    def _inside(self, path: str) -> Path:
        """Return where a file goes; refuse one whose folder a link has put outside the root."""
        target = self._root / path
        if not Path(path).is_absolute() and self._root != Path():
            root, folder = self._root.resolve(), target.parent.resolve()
            if not folder.is_relative_to(root):
                message = "a link on this path leaves the tree"
                raise ValueError(message)
        return target


def _mode(target: Path) -> int | None:
    """Return the permissions to keep; refuse what replacing would break (``/dev/null``)."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        return None
    if not stat.S_ISREG(mode):
        message = "this is a folder, a pipe or a device, not a file"
        raise ValueError(message)
    return stat.S_IMODE(mode)


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    temporary = target.with_name(f".contractcheck-{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(os.open(temporary, _CREATE, 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the platform can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
