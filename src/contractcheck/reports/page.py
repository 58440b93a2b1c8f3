"""A page at a terminal: colours, labels beside filled text, and diffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contractcheck.reports.source_diff import LineDiff
from contractcheck.reports.summary import many
from contractcheck.reports.text_layout import cut_pair, fill
from contractcheck.reports.visible import source_line
from contractcheck.reports.word_diff import Change, Piece

RED, GREEN, YELLOW, CYAN, BOLD, DIM = "31", "32", "33", "36", "1", "2"
INDENT = " " * 4
_CHANGE_MARKS: Mapping[Change, tuple[str, str, str]] = {
    Change.KEPT: ("", "", ""),
    Change.REMOVED: ("[-", "-]", RED),
    Change.ADDED: ("{+", "+}", GREEN),
}
_LABEL = 10
_FIRST_LINES = 6


@dataclass(frozen=True, slots=True)
class Page:
    """The screen: its width, whether it has colours, and how much to say."""

    width: int
    color: bool
    verbose: bool

    def paint(self, text: str, code: str) -> str:
        """Return ``text`` in a colour, as it is on a page without."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and code and text else text

    def labelled(self, label: str, words: Iterable[str]) -> list[str]:
        """Fill ``words`` beside ``label``, further lines below the first word."""
        first = INDENT + self.paint(label, BOLD) + " " * max(1, _LABEL - len(label))
        return fill(words, self.width, first, INDENT + " " * _LABEL)


def word_diff_words(pieces: Iterable[Piece], page: Page) -> list[str]:
    """Return the words of a diff, a removed run joined with the added one that follows it."""
    words: list[str] = []
    last = Change.KEPT
    for piece in pieces:
        opening, closing, code = _CHANGE_MARKS[piece.change]
        text = f"{opening}{' '.join(piece.words)}{closing}"
        run = [page.paint(word, code) for word in text.split(" ")]
        if last is Change.REMOVED and piece.change is Change.ADDED:
            run[0] = words.pop() + run[0]
        words += run
        last = piece.change
    return words


def line_diff_lines(diff: LineDiff, page: Page) -> Iterator[str]:
    """Yield the lines that go and come; one against one is cut around what changes."""
    indent = INDENT + " " * _LABEL
    if len(diff.removed) == len(diff.added) == 1 and not page.verbose:
        pair = cut_pair(diff.removed[0], diff.added[0], page.width - len(indent) - 2)
        if pair:
            yield f"{indent}{page.paint(f'- {pair[0]}', RED)}"
            yield f"{indent}{page.paint(f'+ {pair[1]}', GREEN)}"
            return
    yield from _side("-", diff.removed, RED, page)
    yield from _side("+", diff.added, GREEN, page)


def _side(sign: str, lines: tuple[str, ...], code: str, page: Page) -> Iterator[str]:
    """Yield the lines of one side filled to the width, long sides only begun."""
    indent = INDENT + " " * _LABEL
    shown = lines if page.verbose else lines[:_FIRST_LINES]
    for line in map(source_line, shown):
        text = line.lstrip(" ")
        first = f"{indent}{sign} {line[: len(line) - len(text)]}"
        rest = " " * len(first)
        for filled in fill(text.split(" "), page.width, first, rest):
            yield page.paint(filled, code)
    if len(lines) > len(shown):
        yield page.paint(f"{indent}{sign} … {many(len(lines) - len(shown), 'more line')}", code)
