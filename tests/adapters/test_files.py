"""The tree is all that can be read, and only its files."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.adapters.files import MAX_BYTES, PRUNED_FOLDERS, TreeFiles
from contractcheck.model.problem import UnreadableError

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file kinds")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a tree beside a secret that is not part of it."""
    tree = tmp_path / "tree"
    for path in ("a.md", "docs/b.md", "docs/deep/c.md", ".github/workflows/ci.yml", "a b/é.md"):
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(path, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret")
    return tree


def refusal(files: TreeFiles, path: str) -> str:
    """Return what reading ``path`` says."""
    with pytest.raises(UnreadableError) as caught:
        files.read(path)
    assert caught.value.problem.location.document == path
    return caught.value.problem.message


def test_paths_are_sorted_and_pruned(root: Path) -> None:
    """Every file is listed once in order; folders made by tools are not looked into."""
    for name in PRUNED_FOLDERS:
        (root / "docs" / name).mkdir()
        (root / "docs" / name / "x.md").write_text("x")
    assert TreeFiles(root).paths() == (
        ".github/workflows/ci.yml", "a b/é.md", "a.md", "docs/b.md", "docs/deep/c.md",
    )  # fmt: skip


def test_every_listed_file_can_be_read(root: Path) -> None:
    """What is listed is there and holds its bytes."""
    files = TreeFiles(root)
    for path in files.paths():
        assert files.exists(path)
        assert files.read(path) == path.encode()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("", "this is no path"),
        ("a\0b", "this is no path"),
        ("\udc80.md", "the path is not text"),
        ("..", "the path has a `..`"),
        ("../secret.txt", "the path has a `..`"),
        ("docs/../../secret.txt", "the path has a `..`"),
        ("docs/../a.md", "the path has a `..`"),
        ("/etc/passwd", "the path starts outside the tree"),
        ("//server/share/a.md", "the path starts outside the tree"),
        ("C:\\Windows\\win.ini", "this is a Windows path"),
        ("C:/Windows/win.ini", "this is a Windows path"),
        ("c:", "this is a Windows path"),
        ("..\\secret.txt", "this is a Windows path"),
        ("\\\\server\\share", "this is a Windows path"),
        ("\\\\?\\C:\\x", "this is a Windows path"),
        ("docs\\b.md", "this is a Windows path"),
        (".git/config", "what version control keeps is never read"),
        ("docs/.GIT/config", "what version control keeps is never read"),
        ("missing.md", "there is no such file"),
        ("a.md/b", "there is no such file"),
        ("A.md", "there is no such file"),
        ("docs", "this is a folder, not a file"),
        ("x" * 5000, "the path is too long"),
    ],
)
@needs_posix
def test_paths_that_cannot_be_read(root: Path, path: str, message: str) -> None:
    """Whatever leaves the tree or is no file is refused in a plain sentence."""
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text("secret")
    files = TreeFiles(root)
    assert refusal(files, path) == message
    assert files.exists(path) is (path == "docs")


@needs_posix
def test_links_that_leave_the_tree(root: Path, tmp_path: Path) -> None:
    """A link to the outside is neither listed nor followed, directly or through a folder."""
    (root / "file.md").symlink_to(tmp_path / "secret.txt")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "zero.md").symlink_to("/dev/zero")
    (root / "up.md").symlink_to("docs/../../secret.txt")
    (root / "twice.md").symlink_to("file.md")
    (root / "gone.md").symlink_to(tmp_path / "gone.md")
    files = TreeFiles(root)
    assert not [path for path in files.paths() if path.startswith(("f", "z", "u", "t", "g"))]
    for path in ("file.md", "folder/secret.md", "zero.md", "up.md", "twice.md", "gone.md"):
        assert refusal(files, path) == "a link on this path leaves the tree"
        assert not files.exists(path)
    assert not files.exists("folder")


@needs_posix
def test_links_inside_the_tree(root: Path) -> None:
    """A link to a file of the tree is that file; a linked folder is walked once, under its name."""
    (root / "link.md").symlink_to("docs/b.md")
    (root / "folder").symlink_to("docs")
    (root / "loop").symlink_to("loop")
    (root / "docs" / "up").symlink_to("..")
    files = TreeFiles(root)
    assert "link.md" in files.paths()
    assert not [path for path in files.paths() if path.startswith(("folder", "loop", "docs/up"))]
    assert files.read("link.md") == files.read("folder/b.md") == b"docs/b.md"
    assert refusal(files, "loop") == "the links on this path go in a circle"


@needs_posix
def test_links_into_version_control(root: Path) -> None:
    """A link is no way around what is never read."""
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text("secret")
    (root / "config.md").symlink_to(".git/config")
    assert "config.md" not in TreeFiles(root).paths()
    assert refusal(TreeFiles(root), "config.md") == "what version control keeps is never read"


@needs_posix
def test_a_linked_worktree(root: Path) -> None:
    """Where ``.git`` is a file it is not listed either."""
    (root / ".git").write_text("gitdir: elsewhere")
    assert ".git" not in TreeFiles(root).paths()


@needs_posix
def test_pipes_and_sockets(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no file is not listed, not there, and never waited for."""
    os.mkfifo(root / "pipe.md")
    monkeypatch.chdir(root)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        files = TreeFiles(root)
        assert not {"pipe.md", "socket.md"} & set(files.paths())
        assert refusal(files, "pipe.md") == "this is a pipe, not a file"
        assert refusal(files, "socket.md") == "this is a socket or a device, not a file"
        assert not files.exists("pipe.md")


@needs_posix
def test_a_root_that_holds_devices() -> None:
    """Even with a device inside the tree nothing is read from it."""
    assert refusal(TreeFiles(Path("/dev")), "zero") == "this is a device, not a file"


def test_large_files(root: Path) -> None:
    """A file over the limit is refused, whatever its size pretends to be."""
    with (root / "large.md").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    message = refusal(TreeFiles(root), "large.md")
    assert message == "the file has 50,000,001 bytes; 50,000,000 are allowed"


def test_folders_exist_too(root: Path) -> None:
    """A folder is there with or without a slash; a file with a slash is not."""
    files = TreeFiles(root)
    assert [files.exists(p) for p in ("docs", "docs/", "docs/deep/", "a.md", ".")] == [True] * 5
    assert [files.exists(p) for p in ("a.md/", "doc", "DOCS", "docs/B.md", "/", "")] == [False] * 6


@needs_posix
def test_names_no_contract_could_spell(root: Path) -> None:
    """A name that is not UTF-8, or has a backslash, is left out and harms nobody."""
    try:
        (root / os.fsdecode(b"\xff.md")).write_text("x")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    (root / "a\\b.md").write_text("x")
    assert len(TreeFiles(root).paths()) == 5


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    """A missing root is said so."""
    with pytest.raises(UnreadableError, match="there is no such file"):
        TreeFiles(tmp_path / "gone").paths()


@needs_posix
def test_a_root_that_is_a_link(root: Path, tmp_path: Path) -> None:
    """The root itself may be reached through a link."""
    (tmp_path / "link").symlink_to(root)
    assert TreeFiles(tmp_path / "link").read("docs/b.md") == b"docs/b.md"


_PARTS = st.sampled_from(
    ["..", ".", "", "a.md", "docs", "b.md", "~", "C:", "link", "\\", "\0", "é"]
)


@given(st.lists(_PARTS, max_size=6).map("/".join) | st.text(max_size=20))
def test_no_path_reads_the_outside(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    """Whatever the spelling, the answer is bytes of the tree or a refusal that names the path."""
    base = tmp_path_factory.getbasetemp() / "any"
    if not base.exists():
        (base / "tree" / "docs").mkdir(parents=True)
        (base / "tree" / "docs" / "b.md").write_text("inside")
        (base / "tree" / "a.md").write_text("inside")
        (base / "a.md").write_text("secret")
        (base / "b.md").write_text("secret")
        (base / "tree" / "link").symlink_to(base)
    files = TreeFiles(base / "tree")
    try:
        assert files.read(path) == b"inside"
    except UnreadableError as error:
        assert error.problem.message  # noqa: PT017 - either way may be right
