"""Calls that commands make: ``curl`` with its headers, parameters and bodies, and the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contractcheck.readers.calls.bodies import body_of, pair_of, pairs_of, stripped_of
from contractcheck.readers.calls.call import Body, Call, Piece
from contractcheck.readers.calls.other_commands import read_httpie, read_wget
from contractcheck.readers.calls.shell import Command

_METHOD = re.compile(r"[A-Z]{3,10}")
_PREFIXES = frozenset({"sudo", "time", "command", "exec", "env", "watch", "timeout"})
_PROGRAMS = frozenset({"curl", "wget", "http", "https", "xh", "xhs"})
_VALUED = "ACDEFHKPQTUXYbcdemortuwxyz"
"""Short options of curl whose value follows, in the same word or the next."""
_LONG_VALUED = re.compile(
    r"--(?:header|data[\w-]*|json|output|user|form[\w-]*|user-agent|referer|cookie|cookie-jar|url"
    r"|upload-file|config|write-out|max-time|connect-timeout|retry[\w-]*|proxy[\w-]*|request|cert|key"
    r"|cacert|resolve|connect-to|unix-socket|oauth2-bearer|range|limit-rate|interface|variable|aws-sigv4)"
)
_DATA = frozenset({"-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"})
_AUTHORISES = frozenset(
    {
        "-u",
        "--user",
        "--oauth2-bearer",
        "-b",
        "--cookie",
        "--cert",
        "-E",
        "-n",
        "--netrc",
        "-K",
        "--config",
    }
)
_AUTHORIZATION = "authorization"


def read_command(command: Command) -> Iterator[Call]:
    """Yield the calls of a command; none where it is another program."""
    words = list(command.words)
    while words and (words[0].text in _PREFIXES or re.match(r"\w+=(?!\$\()", words[0].text)):
        words = words[1:]
    at = next((i for i, word in enumerate(words) if _opens(word.text)), None)
    if at is None:
        return
    name, rest = re.sub(r"^.*\$?\(", "", words[at].text), words[at + 1 :]
    if name == "curl":
        yield from _Curl(command).calls(rest)
    elif name == "wget":
        yield from read_wget(command, rest)
    elif at == 0:
        yield from read_httpie(command, rest)


def _opens(word: str) -> bool:
    return re.sub(r"^[\w=]*\$?\(", "", word) in _PROGRAMS


@dataclass(slots=True)
class _Curl:
    """What the options of a call of curl say."""

    command: Command
    method: str = ""
    targets: list[Piece] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    content: Piece | None = None
    data: list[Piece] = field(default_factory=list)
    form: list[tuple[Piece, Piece | None]] = field(default_factory=list)
    in_query: bool = False
    known: bool = True

    def calls(self, words: Sequence[Piece]) -> Iterator[Call]:
        """Yield a call for each address."""
        waiting = list(words)
        while waiting:
            word = waiting.pop(0)
            option, value = _option(word)
            if option and value is None and _takes_value(option):
                value = waiting.pop(0) if waiting else None
            if option:
                self._take(option, value)
            elif re.fullmatch(r"\$\{?\w+(?:\[@\])?\}?", word.text):
                self.headers.append(_AUTHORIZATION)  # options in a variable, as nobody can see
            elif word.text.strip():
                self.targets.append(word)
        for target in self.targets:
            yield self._call(target)

    def _take(self, option: str, value: Piece | None) -> None:
        if option in _AUTHORISES:
            self.headers.append(_AUTHORIZATION)
        elif option in ("-G", "--get"):
            self.in_query = True
        elif option in ("-I", "--head"):
            self.method = self.method or "HEAD"
        elif value is not None:
            self._valued(option, value)

    def _valued(self, option: str, value: Piece) -> None:
        if option in ("-X", "--request"):
            self.method = value.text.upper()
        elif option == "--url":
            self.targets.append(value)
        elif option in ("-T", "--upload-file"):
            self.method, self.known = self.method or "PUT", False
        elif option in ("-H", "--header"):
            self._header(value)
        elif option in _DATA or option == "--data-urlencode":
            self.data.append(value)
            if option == "--json":
                self.headers.append("content-type")
        elif option in ("-F", "--form", "--form-string"):
            self.form.append(pair_of(value))

    def _header(self, value: Piece) -> None:
        name, colon, _ = value.text.partition(":")
        self.headers.append(name.strip().lower())
        if name.strip().lower() == "content-type" and colon:
            self.content = stripped_of(value.part(len(name) + 1, len(value.text)))

    def _call(self, target: Piece) -> Call:
        sends = bool(self.data or self.form)
        method = self.method or ("POST" if sends and not self.in_query else "GET")
        query: tuple[tuple[Piece, Piece | None], ...] = ()
        body = None
        if self.in_query:
            query = tuple(pair for one in self.data for pair in pairs_of(one))
        elif sends or not self.known:
            body = self._body()
        return Call(
            method if _METHOD.fullmatch(method) else "",
            target,
            tuple(self.headers),
            self.content,
            body,
            query,
            not (self.in_query and any(one.text.startswith("@") for one in self.data)),
            self.command.start,
            self.command.end,
        )

    def _body(self) -> Body:
        if self.form:
            known = self.known and not self.data
            return Body(self.form[0][0], fields=tuple(self.form), known=known)
        if not self.data:
            return Body(Piece("", ()), known=False)
        piece = self.data[0]
        for one in self.data[1:]:
            piece = piece.joined(one, "&")
        if piece.text.startswith("@"):
            here = self.command.here if piece.text in ("@-", "@/dev/stdin") else None
            return Body(piece, known=False) if here is None else body_of(here)
        return body_of(piece)


def _option(word: Piece) -> tuple[str, Piece | None]:
    """Return the option of a word with the value that stands in it; nothing where it is none."""
    text = word.text
    if text.startswith("--") and len(text) > len("--"):
        name, equals, _ = text.partition("=")
        value = (
            word.part(len(name) + 1, len(text)) if equals and _LONG_VALUED.fullmatch(name) else None
        )
        return name, value
    if not text.startswith("-") or text == "-":
        return "", None
    for at, letter in enumerate(text[1:], 1):
        if letter in _VALUED:
            rest = word.part(at + 1, len(text))
            rest = rest.part(1, len(rest.text)) if rest.text.startswith("=") else rest
            return f"-{letter}", rest if rest.text else None
        if letter in "GI":
            return f"-{letter}", None
    return text, None


def _takes_value(option: str) -> bool:
    if option.startswith("--"):
        return _LONG_VALUED.fullmatch(option) is not None
    return option[1:] in _VALUED
