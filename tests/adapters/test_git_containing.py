"""Whether a deployed revision holds a commit, from real repositories, whatever a server calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from contractcheck.adapters.files import TreeFiles
from contractcheck.adapters.git import GitRevisions
from contractcheck.model.evidence import Gap

GIT = shutil.which("git") or "git"


def git(folder: Path, *arguments: str) -> str:
    """Run Git as a maintainer would."""
    when = "2026-01-01T12:00:00Z"
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    names = ("-c", "user.name=Some One", "-c", "user.email=one@example.org")
    command = [GIT, *names, "-C", str(folder), *arguments]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return answer.stdout.strip()


def commit(folder: Path, text: str) -> str:
    """Commit a file with a text, and return the commit."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", text)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with three commits, a tag on the second, and a branch beside the third."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "one")
    commit(folder, "two")
    git(folder, "tag", "--annotate", "v1.0", "--message", "the first release")
    git(folder, "branch", "other")
    commit(folder, "three")
    git(folder, "checkout", "--quiet", "other")
    commit(folder, "beside")
    git(folder, "checkout", "--quiet", "main")
    return folder


def asked(folder: Path, wanted: str, deployed: str) -> bool | str:
    """Return the answer of a run, or why it has none."""
    answer = GitRevisions(folder, TreeFiles(folder)).contains(wanted, deployed)
    return answer.detail if isinstance(answer, Gap) else answer


def test_a_revision_holds_itself_and_what_came_before(repository: Path) -> None:
    """Later commits, and commits of another branch, are not held."""
    one, two, three, beside = (
        git(repository, "rev-parse", name) for name in ("main~2", "main~1", "main", "other")
    )
    assert [asked(repository, each, two) for each in (one, two, three, beside)] == [
        True,
        True,
        False,
        False,
    ]
    assert [asked(repository, each, three) for each in (one, three, beside)] == [True, True, False]


def test_commits_go_by_many_names(repository: Path) -> None:
    """Short and full commits in any case, tags, and what `git describe` says."""
    one, three = git(repository, "rev-parse", "main~2"), git(repository, "rev-parse", "main")
    described = git(repository, "describe", "--long", "main")
    for name in (three, three[:7], three[:12].upper(), described):
        assert asked(repository, one[:7], name) is True
        assert asked(repository, "v1.0", name) is True
    assert asked(repository, three, "v1.0") is False


@pytest.mark.parametrize("mark", ["-dirty", "+dirty", ".dirty", "-modified", "-broken", "-DIRTY"])
def test_a_tree_with_changes_is_no_commit(mark: str, repository: Path) -> None:
    """Nobody knows what was built from a tree that was changed."""
    three = git(repository, "rev-parse", "main")
    assert "changes that are in no commit" in str(asked(repository, three, f"{three[:7]}{mark}"))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "--upload-pack=touch x",
        "-1",
        "main~1",
        "main^",
        "@{upstream}",
        "v1.0..main",
        "main:a.txt",
        ":/one",
        "v1.0^{tree}",
        "a b",
        "a\nb",
        "../HEAD",
        "v1.0/../v1.0",
        "2.4.1 (build 7)",
        "\u0661\u0662\u0663\u0664",
        "0" * 201,
    ],
)
def test_only_names_of_a_plain_form_reach_git(name: str, repository: Path) -> None:
    """Options, expressions and what is no name at all are refused by their form, on either side."""
    three = git(repository, "rev-parse", "main")
    assert "none by its form" in str(asked(repository, three, name))
    assert "none by its form" in str(asked(repository, name, three))


def test_a_branch_is_no_commit(repository: Path) -> None:
    """A branch holds another commit tomorrow."""
    three = git(repository, "rev-parse", "main")
    assert "a branch, which moves" in str(asked(repository, three, "main"))
    assert "no commit and no tag" in str(asked(repository, three, "HEAD"))


def test_an_unknown_commit_cannot_be_told(repository: Path) -> None:
    """A commit that is not here may be a later one, or one of another repository."""
    three = git(repository, "rev-parse", "main")
    for unknown in ("5101eb5", "5101eb5" + "0" * 33, "v9.9"):
        assert f"`{unknown}` is no commit and no tag here" in str(asked(repository, unknown, three))
        assert f"`{unknown}` is no commit and no tag here" in str(asked(repository, three, unknown))


def test_an_ambiguous_name_cannot_be_told(repository: Path) -> None:
    """A short commit that is also the name of a tag on another one could be either."""
    one, three = git(repository, "rev-parse", "main~2"), git(repository, "rev-parse", "main")
    git(repository, "tag", three[:7], one)
    assert "several commits" in str(asked(repository, one, three[:7]))
    git(repository, "tag", "--delete", three[:7])
    git(repository, "branch", three[:7], one)
    assert asked(repository, three, three[:7]) is True


def test_a_short_name_of_several_commits(repository: Path) -> None:
    """Of many commits some begin alike: such a beginning names none of them."""
    tree = git(repository, "rev-parse", "main^{tree}")
    beginnings: dict[str, str] = {}
    for number in range(2000):
        made = git(repository, "commit-tree", tree, "-m", f"{number}")
        if (earlier := beginnings.setdefault(made[:4], made)) != made:
            break
    else:
        pytest.fail("no two commits begin alike")
    assert "several commits" in str(asked(repository, made, earlier[:4]))
    assert asked(repository, made, earlier) is False


def test_a_shallow_clone_tells_nothing(repository: Path, tmp_path: Path) -> None:
    """What a clone does not have may lie behind what it has."""
    clone = tmp_path / "clone"
    git(repository, "clone", "--quiet", "--depth", "1", f"file://{repository}", str(clone))
    three = git(repository, "rev-parse", "main")
    assert "shallow" in str(asked(clone, three, three))


def test_no_repository_tells_nothing(tmp_path: Path) -> None:
    """A tree without history, and one whose history is broken, are said to be so."""
    folder = tmp_path / "plain"
    folder.mkdir()
    assert "cannot be read" in str(asked(folder, "5101eb5", "5101eb5"))


def test_a_history_with_holes_tells_nothing(repository: Path) -> None:
    """A commit that is lost between the two leaves the answer open, or is not needed for it."""
    one, two, beside = (
        git(repository, "rev-parse", name) for name in ("main~2", "main~1", "other")
    )
    (repository / ".git" / "objects" / two[:2] / two[2:]).chmod(0o600)
    (repository / ".git" / "objects" / two[:2] / two[2:]).unlink()
    assert "not all of what lies behind" in str(asked(repository, one, beside))


def test_replaced_commits_and_grafts_do_not_count(repository: Path) -> None:
    """What a clone pretends of its history is not what was deployed."""
    one, three, beside = (
        git(repository, "rev-parse", name) for name in ("main~2", "main", "other")
    )
    git(repository, "replace", "--graft", three, beside)
    assert asked(repository, beside, three) is False
    git(repository, "replace", "--delete", three)
    (repository / ".git" / "info" / "grafts").write_text(f"{three} {beside}\n", encoding="utf-8")
    assert asked(repository, beside, three) is False
    assert asked(repository, one, three) is True


def test_a_promised_object_is_not_fetched(repository: Path, tmp_path: Path) -> None:
    """A partial clone asks nobody for what it lacks: no program of its configuration is started."""
    clone, mark = tmp_path / "clone", tmp_path / "started"
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(
        repository,
        "clone",
        "--quiet",
        "--filter=tree:0",
        "--no-checkout",
        f"file://{repository}",
        str(clone),
    )
    git(clone, "config", "remote.origin.uploadpack", f"touch {mark};")
    three = git(repository, "rev-parse", "main")
    assert asked(clone, "v1.0", three) is True
    assert "no commit and no tag" in str(asked(clone, three, "0" * 40))
    assert not mark.exists()
