"""A written file is the old bytes or the new ones."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from contractcheck.adapters.output import AtomicOutput
from contractcheck.model.problem import InputError

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and limits")


def names(folder: Path) -> list[str]:
    """Return every name below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """Missing folders are made, and nothing else is left behind."""
    AtomicOutput(tmp_path).write("reports/new/a.json", b"one")
    AtomicOutput(tmp_path).write("reports/new/a.json", b"two")
    assert (tmp_path / "reports/new/a.json").read_bytes() == b"two"
    assert names(tmp_path) == ["reports", "reports/new", "reports/new/a.json"]


def test_an_absolute_path_is_taken_as_it_is(tmp_path: Path) -> None:
    """Reports may go elsewhere."""
    AtomicOutput(tmp_path / "root").write(str(tmp_path / "a.json"), b"one")
    assert (tmp_path / "a.json").read_bytes() == b"one"


@needs_posix
def test_permissions(tmp_path: Path) -> None:
    """A new file has the usual permissions, a replaced one keeps its own."""
    mask = os.umask(0o022)
    try:
        AtomicOutput(tmp_path).write("new.sh", b"x")
        (tmp_path / "old.sh").write_text("x")
        (tmp_path / "old.sh").chmod(0o750)
        AtomicOutput(tmp_path).write("old.sh", b"y")
    finally:
        os.umask(mask)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new.sh", "old.sh")]
    assert modes == [0o644, 0o750]


@needs_posix
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """A link planted where a report goes cannot make us write elsewhere."""
    (tmp_path / "target").write_text("kept")
    (tmp_path / "report").symlink_to(tmp_path / "target")
    AtomicOutput(tmp_path).write("report", b"new")
    assert (tmp_path / "target").read_text() == "kept"
    assert (tmp_path / "report").read_bytes() == b"new"
    assert not (tmp_path / "report").is_symlink()


@needs_posix
def test_a_full_disk_keeps_the_old_bytes(tmp_path: Path) -> None:
    """When writing fails half-way the old file stands, nothing is left over, and it is said."""
    import resource  # noqa: PLC0415 - POSIX only
    import signal  # noqa: PLC0415

    (tmp_path / "a.json").write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(InputError) as caught:
            AtomicOutput(tmp_path).write("a.json", b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    (problem,) = caught.value.problems
    assert str(problem).startswith("a.json:1:1: the file cannot be written: File too large\n")
    assert (tmp_path / "a.json").read_text() == "old"
    assert names(tmp_path) == ["a.json"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("folder", "this is a folder, a pipe or a device, not a file"),
        ("file/a.json", "Not a directory"),
        ("a\0b", "embedded null byte"),
    ],
)
@needs_posix
def test_what_cannot_be_written(tmp_path: Path, path: str, reason: str) -> None:
    """A path that is no file's is refused, and nothing is left over."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match=f"the file cannot be written: {reason}"):
        AtomicOutput(tmp_path).write(path, b"x")
    assert names(tmp_path) == ["file", "folder"]


@needs_posix
def test_devices_are_not_replaced(tmp_path: Path) -> None:
    """A pipe where the report should go stays a pipe."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="a pipe or a device"):
        AtomicOutput(tmp_path).write("pipe", b"x")
    assert stat.S_ISFIFO((tmp_path / "pipe").lstat().st_mode)
