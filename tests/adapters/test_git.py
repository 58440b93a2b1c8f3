"""The history of a tree, from real repositories, also hostile ones."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from contractcheck.adapters.files import TreeFiles
from contractcheck.adapters.git import GitRevisions
from contractcheck.adapters.git import command as git_command
from contractcheck.adapters.git import revisions as git_revisions
from contractcheck.adapters.git.command import find_git
from contractcheck.ports import Change

GIT = shutil.which("git") or "git"
LINES = "".join(f"line {number}\n" for number in range(1, 31))


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    """Run Git as a maintainer would, on a day of January 2026."""
    when = f"2026-01-{day:02}T23:30:00-02:00"
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    names = ("-c", "user.name=Some One", "-c", "user.email=one@example.org")
    answer = subprocess.run(
        [GIT, *names, "-C", str(folder), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.strip()


def commit(folder: Path, day: int, **files: str) -> str:
    """Write files, commit them and return the commit; ``_`` before the suffix is a dot."""
    for name, text in files.items():
        (folder / ".".join(name.rsplit("_", 1))).write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", f"day {day}", day=day)
    return git(folder, "rev-parse", "HEAD")[:10]


def asked(folder: Path, path: str, first: int, last: int) -> Change | None:
    """Return the last change as a run would get it."""
    return GitRevisions(folder, TreeFiles(folder)).last_change(path, first, last)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a file of thirty lines, committed on day 1; line 10 changed on day 2."""
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, 1, a_md=LINES)
    commit(tmp_path, 2, a_md=LINES.replace("line 10\n", "line ten\n"))
    return tmp_path


def test_the_last_change_of_lines(repository: Path) -> None:
    """A change elsewhere in the file is none of these lines; the day is that of the author, in UTC."""
    second = git(repository, "rev-parse", "HEAD")[:10]
    change = asked(repository, "a.md", 8, 12)
    assert change is not None
    assert change.when is not None
    assert (change.commit, change.when.isoformat()) == (second, "2026-01-03T01:30:00+00:00")
    unrelated = asked(repository, "a.md", 20, 25)
    assert unrelated is not None
    assert unrelated.when is not None
    assert unrelated.when.day == 2


def test_a_line_taken_out(repository: Path) -> None:
    """Lines from between which one was removed have changed."""
    text = LINES.replace("line 10\n", "line ten\n").replace("line 21\n", "")
    third = commit(repository, 3, a_md=text)
    change = asked(repository, "a.md", 19, 23)
    assert change is not None
    assert change.commit == third


def test_a_line_taken_from_the_end(repository: Path) -> None:
    """Lines up to the end of a file, after which one was removed, have changed."""
    text = LINES.replace("line 10\n", "line ten\n")
    third = commit(repository, 3, a_md=text.replace("line 30\n", ""))
    commit(repository, 4, a_md="new\n" + text.replace("line 30\n", ""))
    change = asked(repository, "a.md", 27, 31)
    assert change is not None
    assert change.commit == third
    (repository / "a.md").write_text("new\n" + text.replace("line 29\nline 30\n", ""))
    assert asked(repository, "a.md", 27, 30) == Change()


def test_what_is_not_committed(repository: Path) -> None:
    """A change to these lines is not committed; one above them moves them and nothing else."""
    path = repository / "a.md"
    path.write_text(path.read_text().replace("line 20\n", "line twenty\n"))
    change = asked(repository, "a.md", 18, 22)
    assert change is not None
    assert not change.is_committed
    path.write_text("new\nnew\n" + LINES.replace("line 10\n", "line ten\n") + "more\n")
    moved = asked(repository, "a.md", 10, 14)
    assert moved is not None
    assert moved.commit == git(repository, "rev-parse", "HEAD")[:10]


def test_line_ends_of_a_checkout_are_no_change(repository: Path) -> None:
    """A file with CRLF whose commit has LF is the same."""
    path = repository / "a.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    change = asked(repository, "a.md", 18, 22)
    assert change is not None
    assert change.is_committed


def test_a_folder_of_a_repository(repository: Path) -> None:
    """Paths are those of the tree under check, wherever its repository begins."""
    inner = repository / "docs"
    inner.mkdir()
    (inner / "b.md").write_text("one\ntwo\n")
    commit(repository, 4)
    change = asked(inner, "b.md", 1, 2)
    assert change is not None
    assert change.is_committed


@pytest.mark.parametrize("lines", [(0, 3), (5, 4), (40, 50)])
def test_lines_that_are_none(repository: Path, lines: tuple[int, int]) -> None:
    """Nothing is known of lines that are not in the file."""
    change = asked(repository, "a.md", *lines)
    assert change is None or not change.is_committed


def test_where_nothing_is_known(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No repository, no commit, an untracked file, a missing one, a link, a shallow clone: no answer."""
    plain = tmp_path_factory.mktemp("plain")
    (plain / "a.md").write_text(LINES)
    assert asked(plain, "a.md", 1, 3) is None
    git(plain, "init", "--quiet")
    assert asked(plain, "a.md", 1, 3) is None
    (repository / "new.md").write_text(LINES)
    assert asked(repository, "new.md", 1, 3) is None
    assert asked(repository, "gone.md", 1, 3) is None
    (repository / "link.md").symlink_to("a.md")
    commit(repository, 5)
    assert asked(repository, "link.md", 1, 3) is None
    shallow = tmp_path_factory.mktemp("shallow") / "clone"
    git(repository, "clone", "--quiet", "--depth=1", f"file://{repository}", str(shallow))
    assert asked(shallow, "a.md", 1, 3) is None


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Git, or with one that the tree itself brings, nothing is known."""
    monkeypatch.setenv("PATH", str(repository / "nowhere"))
    assert asked(repository, "a.md", 1, 3) is None
    program = repository / "git"
    program.write_text("#!/bin/sh\ntouch canary\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(repository))
    assert asked(repository, "a.md", 1, 3) is None
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", ".")
    assert asked(repository, "a.md", 1, 3) is None
    assert not (repository / "canary").exists()


def test_output_and_time_are_bounded(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is too long or too late is none."""
    found = find_git(repository)
    assert found is not None
    assert found.ask("cat-file", "blob", "HEAD:a.md") is not None
    late = git_command.Git(found.folder, "/bin/sleep", seconds=0.1)
    assert late.ask("60") is None
    monkeypatch.setattr(git_command, "MAX_BYTES", 10)
    assert found.ask("cat-file", "blob", "HEAD:a.md") is None


def test_a_run_asks_once_and_not_for_ever(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same lines are asked for once, and nothing more when the time of the run is used up."""
    revisions = GitRevisions(repository, TreeFiles(repository))
    first = revisions.last_change("a.md", 8, 12)
    monkeypatch.setattr(git_revisions, "MOST_SECONDS", 0.0)
    assert first is not None
    assert revisions.last_change("a.md", 8, 12) == first
    assert revisions.last_change("a.md", 20, 22) is None


@pytest.mark.parametrize(
    "path", ["--output=x", "-p", ":(top)a.md", "*.md", "a:b.md", "ä ö.md", "HEAD", "a'b\".md"]
)
def test_odd_names(repository: Path, path: str) -> None:
    """A name is never an option, a pattern or a revision."""
    (repository / path).write_text("one\ntwo\nthree\n")
    git(repository, "add", "--all")
    odd = commit(repository, 6)
    change = asked(repository, path, 1, 3)
    assert change is not None
    assert change.commit == odd
    assert not (repository / "x").exists()


def hostile(repository: Path, canary: Path) -> None:
    """Configure everything a repository can have run."""
    script = canary.parent / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch '{canary}'\ncat\n")
    script.chmod(0o755)
    hooks = repository / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "pre-auto-gc", "reference-transaction"):
        (hooks / hook).write_text(script.read_text())
        (hooks / hook).chmod(0o755)
    run = str(script)
    for name, value in {
        "core.fsmonitor": run,
        "core.pager": run,
        "core.editor": run,
        "core.sshCommand": run,
        "core.alternateRefsCommand": run,
        "pager.log": run,
        "diff.external": run,
        "diff.evil.textconv": run,
        "diff.evil.command": run,
        "filter.evil.clean": run,
        "filter.evil.smudge": run,
        "filter.evil.process": run,
        "filter.evil.required": "true",
        "gpg.program": run,
        "log.showSignature": "true",
        "credential.helper": f"!{run}",
        "alias.log": f"!{run}",
        "alias.ls-tree": f"!{run}",
        "remote.origin.url": f"ext::{run}",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
    }.items():
        git(repository, "config", name, value)
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text("* diff=evil filter=evil\n")


def test_a_hostile_repository_runs_nothing(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Hooks, filters, helpers, pagers, monitors and aliases stay where they are."""
    (repository / ".gitattributes").write_text("* diff=evil filter=evil\n")
    commit(repository, 7)
    canary = tmp_path_factory.mktemp("outside") / "canary"
    hostile(repository, canary)
    assert asked(repository, "a.md", 8, 12) is not None
    (repository / "a.md").write_text("other\n")
    assert asked(repository, "a.md", 1, 1) == Change()
    missing = git(repository, "rev-parse", "HEAD:.gitattributes")
    (repository / ".git" / "objects" / missing[:2] / missing[2:]).unlink()
    assert asked(repository, ".gitattributes", 1, 1) is None
    assert not canary.exists()


def test_the_canary_sings_where_git_is_run_plainly(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The hostile repository does run programs of its own when nobody switches them off."""
    canary = tmp_path_factory.mktemp("outside") / "canary"
    hostile(repository, canary)
    (repository / "a.md").write_text("other\n")
    subprocess.run(
        [GIT, "-C", str(repository), "diff"], check=False, capture_output=True, timeout=30
    )
    assert canary.exists()


def test_a_git_file_that_points_elsewhere(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A tree whose ``.git`` names a hostile repository runs nothing of it either."""
    canary = tmp_path_factory.mktemp("outside") / "canary"
    hostile(repository, canary)
    other = tmp_path_factory.mktemp("other")
    (other / ".git").write_text(f"gitdir: {repository / '.git'}\n")
    (other / "a.md").write_text(LINES)
    asked(other, "a.md", 8, 12)
    assert not canary.exists()
