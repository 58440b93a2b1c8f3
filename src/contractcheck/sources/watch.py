"""What a run reads is looked through for secrets on its way in, once, whoever reads it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from contractcheck.model.evidence import Gap
from contractcheck.model.location import Location, Span
from contractcheck.model.no_secrets import SecretFound
from contractcheck.model.secret_spellings import spellings
from contractcheck.model.secrets import cover, find_secrets, mask
from contractcheck.ports import Files, Http, Request, Response

SHORTEST = 6
"""Shorter values are words, and to hide them would hide other words."""


@dataclass(frozen=True, slots=True)
class Watch:
    """The secrets of a run: ``names`` are declared, ``known`` values come from the environment.

    What is ``learned`` on the way, such as a token that an API gave, is hidden like them.
    ``found`` has those of each file or URL that holds any, ``seen`` all that were looked through. A URL
    may give several answers, each is looked through.
    """

    names: tuple[str, ...] = ()
    known: tuple[str, ...] = field(default=(), repr=False)
    found: dict[str, tuple[SecretFound, ...]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    learned: set[str] = field(default_factory=set, repr=False)
    _looked: set[tuple[str, bytes]] = field(default_factory=set, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def learn(self, value: str) -> None:
        """Take a value for a secret from now on, however written; one of few letters is a word, and stays one."""
        if len(value) >= SHORTEST:
            self.learned.update(one for one in spellings(value) if len(one) >= SHORTEST)

    def look(self, document: str, content: bytes) -> None:
        """Look through a content that was read, unless it was before; from any thread.

        One URL has several contents where several identities ask.
        """
        key = document, sha256(content).digest()
        with self._lock:
            if key in self._looked:
                return
            self._looked.add(key)
            self.seen.add(document)
        found = list(_secrets(document, content.decode("utf-8", "replace"), self.names))
        if found:
            with self._lock:
                every = dict.fromkeys((*self.found.get(document, ()), *found))
                self.found[document] = tuple(sorted(every, key=_place_and_words))

    @property
    def values(self) -> Collection[str]:
        """The secrets themselves, for masking."""
        return {
            *self.known,
            *self.learned,
            *(one.value for each in self.found.values() for one in each),
        }

    def mask(self, text: str) -> str:
        """Return a text in which no secret of the run is left."""
        return mask(text, self.names, self.values)

    def values_in(self, text: str) -> Collection[str]:
        """Return the secrets that stand in a text, the longest first."""
        found = {one.value for one in find_secrets(text, self.names)}
        found |= {one for one in self.values if one in text}
        return sorted(found - {""}, key=lambda one: (-len(one), one))

    def cover(self, text: str) -> str:
        """Return a text of the same lines and columns in which no secret of the run is left."""
        return cover(text, self.names, self.values)


def _place_and_words(found: SecretFound) -> tuple[int, int, str]:
    return found.at.span.start, found.at.span.end, found.what


def _secrets(document: str, text: str, names: Sequence[str]) -> Iterator[SecretFound]:
    line, at, byte = 1, 0, 0
    for one in find_secrets(text, names):
        line += text.count("\n", at, one.start)
        byte += len(text[at : one.start].encode())
        at = one.start
        column = at - text.rfind("\n", 0, at)
        inside = text[at : one.end]
        last = inside.rpartition("\n")[2]
        end_column = len(last) + (1 if "\n" in inside else column)
        end_line = line + inside.count("\n")
        end = byte + len(inside.encode())
        span = Span(byte, end, line, column, end_line, end_column)
        yield SecretFound(one.what, one.masked, Location(document, span), one.value)


@dataclass(frozen=True, slots=True)
class WatchedFiles:
    """``Files`` whose contents are looked through."""

    files: Files
    watch: Watch

    def paths(self) -> Sequence[str]:
        """Return the paths."""
        return self.files.paths()

    def read(self, path: str) -> bytes:
        """Return a file's bytes, looked through."""
        content = self.files.read(path)
        self.watch.look(path, content)
        return content

    def exists(self, path: str) -> bool:
        """Say whether the path is there."""
        return self.files.exists(path)


@dataclass(frozen=True, slots=True)
class WatchedHttp:
    """``Http`` whose answers are looked through, whatever their status."""

    http: Http
    watch: Watch

    def send(self, request: Request) -> Response | Gap:
        """Return the answer, looked through unless it is a secret that was asked for."""
        answer = self.http.send(request)
        if isinstance(answer, Response) and not request.secret_answer:
            self.watch.look(answer.url, answer.body)
        return answer
