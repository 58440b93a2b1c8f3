"""Whether the history of a revision holds a commit; names come from contracts and servers, and are not trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contractcheck.adapters.git.command import Git
from contractcheck.model.evidence import Gap, GapReason

SOURCE = "the local Git history"

_HEX = re.compile(r"[0-9a-f]{4,64}", re.IGNORECASE)
_FULL = (40, 64)
_TAG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+/-]*[A-Za-z0-9_+-])?")
_NO_TAG = re.compile(r"\.\.|//|/\.|\.lock(?:/|\Z)")
_DESCRIBED = re.compile(r".+-[0-9]+-g(?P<commit>[0-9a-f]{4,64})")
_CHANGED = re.compile(r"[-+._](?:dirty|modified|broken)\Z", re.IGNORECASE)
_LONGEST = 200
_NO_NAME = "what should name a commit is none by its form"


@dataclass(frozen=True, slots=True)
class UnknownError(Exception):
    """A name that is no one commit here, and why."""

    why: str


def contains(git: Git | None, commit: str, revision: str) -> bool | Gap:
    """Say whether ``commit`` is ``revision`` or comes before it; a gap says why nobody can tell here."""
    if git is None:
        return _gap("there is no Git repository here that could be read")
    shallow = git.ask("rev-parse", "--is-shallow-repository")
    if shallow is None or shallow.strip() != b"false":
        why = "is shallow: fetch it whole (`fetch-depth: 0`)" if shallow else "cannot be read"
        return _gap(f"it {why}")
    try:
        wanted, deployed = _resolve(git, commit), _resolve(git, revision)
    except UnknownError as unknown:
        return _gap(unknown.why)
    between = git.ask("rev-list", "--max-count=1", wanted, "--not", deployed, "--")
    if between is not None and not between.strip():
        return True
    # Git passes over what is lost on the side it leaves out, so a no is asked for from both sides.
    walked = git.ask("rev-list", "--count", deployed, "--not", wanted, "--")
    if between is None or walked is None:
        return _gap(f"not all of what lies behind `{revision}` is there")
    return False


def _gap(why: str) -> Gap:
    return Gap(GapReason.NO_EVIDENCE, SOURCE, why)


def _resolve(git: Git, name: str) -> str:
    """Return the full commit of a name: a commit, long or short, what `git describe` says, or a tag.

    A branch is none: it moves. Only checked names reach Git, below ``refs/tags/`` or as hexadecimal.
    """
    if len(name) > _LONGEST or not name.isascii():
        raise UnknownError(_NO_NAME)
    if _CHANGED.search(name):
        why = f"`{name}` had changes that are in no commit when it was built"
        raise UnknownError(why)
    found = {*_commits(git, name), *_tagged(git, name)}
    if not found and (described := _DESCRIBED.fullmatch(name)):
        found = set(_commits(git, described["commit"]))
    if len(found) > 1:
        why = f"`{name}` is the beginning or the name of several commits"
        raise UnknownError(why)
    if not found:
        raise UnknownError(_why_unknown(git, name))
    return found.pop()


def _why_unknown(git: Git, name: str) -> str:
    if not (_HEX.fullmatch(name) or _is_tag(name)):
        return _NO_NAME
    if _is_tag(name) and git.ask("rev-parse", "--verify", "--quiet", f"refs/heads/{name}"):
        return f"`{name}` is a branch, which moves; name a commit or a tag"
    return f"`{name}` is no commit and no tag here"


def _commits(git: Git, name: str) -> list[str]:
    """Return the commits that a hexadecimal name begins, or is; short ones may begin several."""
    if not _HEX.fullmatch(name):
        return []
    prefix = name.lower()
    if len(prefix) in _FULL:
        candidates = [prefix]
    else:
        said = git.ask("rev-parse", f"--disambiguate={prefix}") or b""
        candidates = said.decode("ascii", "replace").split()
    return [
        one for one in candidates if (git.ask("cat-file", "-t", one) or b"").strip() == b"commit"
    ]


def _tagged(git: Git, name: str) -> list[str]:
    """Return the commit of the tag with exactly that name."""
    if not _is_tag(name):
        return []
    said = git.ask("rev-parse", "--verify", "--quiet", f"refs/tags/{name}^{{commit}}")
    return said.decode("ascii", "replace").split() if said else []


def _is_tag(name: str) -> bool:
    return bool(_TAG.fullmatch(name)) and not _NO_TAG.search(name)
