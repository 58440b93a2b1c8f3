"""Commands of a shell as examples show them: words with their quotes taken away, and what stands in here-documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from contractcheck.readers.calls.call import Piece, piece_of

_PROMPT = re.compile(r"[ \t]*(?:\$|%|PS>|\u276f|\u279c|#(?= \w+ )|\w+@[\w.-]+[:~\w/-]*[$#])[ \t]+")
_ONLY_DOLLAR = re.compile(
    r"^[ \t]*(?:\$|\u276f|\u279c|PS>|\w+@[\w.-]+[:~\w/-]*[$#])[ \t]+\S", re.MULTILINE
)
_HERE = re.compile(r"<<-?\s*(?P<quote>['\"]?)(?P<word>\w+)(?P=quote)")
_ENDS = frozenset(";|&\n()")
_IN_DOUBLE = frozenset('"\\$`\n')


@dataclass(frozen=True, slots=True)
class Command:
    """The words of a command, and its here-document if it has one."""

    words: tuple[Piece, ...]
    start: int
    end: int
    here: Piece | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What a command answered: the lines between two prompts."""

    piece: Piece


def read_shell(text: str) -> Iterator[Command | Output]:
    """Yield the commands of a text; with prompts in it, also what stands between them."""
    if not _ONLY_DOLLAR.search(text):
        yield from _commands(text, 0, len(text))
        return
    at = 0
    while at < len(text):
        end = _line_end(text, at)
        prompt = _PROMPT.match(text, at, end)
        if prompt:
            lexer = _Lexer(text, prompt.end(), len(text), one_line=True)
            yield from lexer.commands()
            at = max(lexer.at, end)
            continue
        stop = at
        while stop < len(text) and not _PROMPT.match(text, stop, _line_end(text, stop)):
            stop = _line_end(text, stop)
        yield Output(piece_of(text, at, stop))
        at = stop


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _commands(text: str, start: int, end: int) -> Iterator[Command]:
    yield from _Lexer(text, start, end).commands()


@dataclass(slots=True)
class _Lexer:
    """Where the text of commands is read, and the word in the making."""

    text: str
    at: int
    stop: int
    one_line: bool = False
    letters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    is_word: bool = False

    def commands(self) -> Iterator[Command]:
        """Yield the commands from here on; with ``one_line`` those of the first line alone."""
        while self.at < self.stop:
            start, words, heredoc = self.at, [], None
            while self.at < self.stop and self.text[self.at] not in _ENDS:
                heredoc = _HERE.match(self.text, self.at) or heredoc
                if found := _HERE.match(self.text, self.at):
                    self.at = found.end()
                elif (word := self._word()) is not None:
                    words.append(word)
            end = self.at
            here = self._here(heredoc["word"]) if heredoc else None
            if words:
                yield Command(tuple(words), start, end, here)
            if self.one_line and self.text[self.at : self.at + 1] in ("\n", ""):
                self.at = min(self.at + 1, self.stop)
                return
            self.at += 1

    def _word(self) -> Piece | None:
        """Return the next word, ``None`` for space or a comment."""
        letter = self.text[self.at]
        if letter in " \t\r":
            self.at += 1
            return None
        if letter == "#":
            self.at = min(self.stop, _line_end(self.text, self.at) - 1)
            if self.text[self.at : self.at + 1] not in ("\n", ""):
                self.at = self.stop
            return None
        if self.text[self.at : self.at + 2] == "\\\n":
            self.at += 2
            return None
        self.letters, self.offsets = [], []
        while self.at < self.stop and self.text[self.at] not in " \t\r" and not self._ends():
            if _HERE.match(self.text, self.at):
                break
            self._letter()
        return Piece("".join(self.letters), tuple(self.offsets))

    def _ends(self) -> bool:
        """Say whether a command ends here; ``&`` inside an address without quotes is left in it."""
        letter = self.text[self.at]
        if letter == "&":
            return self.text[self.at + 1 : self.at + 2] in ("&", " ", "\n", "") and bool(
                self.letters
            )
        if letter == ")":
            return "(" not in self.letters
        if letter == "(":
            return False
        return letter in _ENDS

    def _letter(self) -> None:
        """Take the letters of one quoted part, or one letter."""
        letter = self.text[self.at]
        if letter == "'":
            end = self.text.find("'", self.at + 1)
            end = self.stop if end < 0 else end
            self._take(range(self.at + 1, end))
            self.at = end + 1
        elif letter == '"':
            self._double()
        elif letter == "\\":
            if self.text[self.at + 1 : self.at + 2] != "\n":
                self._take(range(self.at + 1, min(self.at + 2, self.stop)))
            self.at += 2
        else:
            if letter == "$" and self.text[self.at + 1 : self.at + 2] == "'":
                self.at += 1
                return
            self._take(range(self.at, self.at + 1))
            self.at += 1

    def _double(self) -> None:
        self.at += 1
        while self.at < self.stop and self.text[self.at] != '"':
            escaped = (
                self.text[self.at] == "\\" and self.text[self.at + 1 : self.at + 2] in _IN_DOUBLE
            )
            self.at += 1 if escaped else 0
            if not (escaped and self.text[self.at : self.at + 1] == "\n"):
                self._take(range(self.at, min(self.at + 1, self.stop)))
            self.at += 1
        self.at += 1

    def _take(self, offsets: range) -> None:
        self.letters.extend(self.text[one] for one in offsets)
        self.offsets.extend(offsets)

    def _here(self, word: str) -> Piece | None:
        """Return the lines of a here-document that begins behind this line, and go behind it."""
        begin = _line_end(self.text, self.at)
        close = re.compile(rf"^[ \t]*{re.escape(word)}[ \t]*$", re.MULTILINE).search(
            self.text, begin
        )
        if close is None:
            return None
        self.at = min(close.end(), self.stop)
        return piece_of(self.text, begin, close.start())
