"""Tell code, strings and comments of a source file apart, in any language Pygments knows by file name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.model.source_code import Part, PartKind
from contractcheck.readers.json_data.source import Source, decode
from contractcheck.readers.source_code.templates import is_blade, split_blade

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

MAX_BYTES = 1_000_000
"""A lexer is no linear thing; what is larger is generated, and refused."""
MAX_LINE = 50_000
_CODE_COMMENTS = (("Preproc",), ("PreprocFile",))
_STRINGS = {"Doc": PartKind.COMMENT, "Symbol": PartKind.SYMBOL}
NOT_INSTALLED = "looking into source code needs packages that are not installed"
INSTALL = "pip install contractcheck[source]"


@dataclass(frozen=True)
class SourceFile:
    """A source file with its parts; side by side they are the whole text."""

    source: Source
    language: str
    parts: tuple[Part, ...]


def read_source(path: str, content: bytes) -> SourceFile:
    """Return the parts of a source file.

    Documentation comments and Python docstrings are comments. Raises ``UnreadableError`` for a file that
    is no UTF-8, too large, or of a kind no lexer knows by its name.
    """
    source = decode(path, content, MAX_BYTES)
    long = max(map(len, source.text.splitlines()), default=0)
    if long > MAX_LINE:
        message = f"a line has {long:,} characters; {MAX_LINE:,} are allowed here"
        raise UnreadableError(Problem(Location(path), message))
    lexer = _lexer(path)
    if is_blade(path):
        parts = list(split_blade(source.text, lambda text: _parts(lexer, text, inline=True)))
        return SourceFile(source, "Blade", _merged(parts))
    return SourceFile(source, str(lexer.name), _merged(_parts(lexer, source.text)))


def read_plain(path: str, content: bytes) -> SourceFile:
    """Return a file as one stretch of text, whatever it is; raise ``UnreadableError`` likewise."""
    source = decode(path, content, MAX_BYTES)
    parts = (Part(PartKind.TEXT, 0, len(source.text)),) if source.text else ()
    return SourceFile(source, "", parts)


def _lexer(path: str, *, inline: bool = False) -> Lexer:
    try:
        from pygments.lexers import get_lexer_for_filename  # noqa: PLC0415 - of an extra, and slow
        from pygments.util import ClassNotFound  # noqa: PLC0415 - likewise
    except ImportError:
        raise UnreadableError(Problem(Location(path), NOT_INSTALLED, INSTALL)) from None
    try:
        return get_lexer_for_filename(PurePosixPath(path).name, startinline=inline)
    except ClassNotFound:
        name = PurePosixPath(path).name
        message = f"no lexer knows files like `{name}`"
        raise UnreadableError(Problem(Location(path), message)) from None


def _parts(lexer: Lexer, text: str, *, inline: bool = False) -> list[Part]:
    """Return the parts of a text; all line ends are seen as those of Unix, at the same places."""
    if inline:
        lexer = _lexer("inline.php", inline=True)
    seen = text.replace("\r\n", " \n").replace("\r", "\n")
    found: list[Part] = []
    at = 0
    for start, token, value in lexer.get_tokens_unprocessed(f"{seen}\n"):
        end = min(start + len(value), len(text))
        if end <= at:  # a lexer of lexers may report a stretch twice
            continue
        if start > at:
            found.append(Part(PartKind.CODE, at, start))
        found.append(Part(_kind(token, lexer), max(start, at), end))
        at = end
    if at < len(text):
        found.append(Part(PartKind.CODE, at, len(text)))
    return found


def _kind(token: _TokenType, lexer: Lexer) -> PartKind:
    names = tuple(token)
    if names[:1] == ("Comment",):
        return PartKind.CODE if names[1:2] in _CODE_COMMENTS else PartKind.COMMENT
    if names[:2] == ("Literal", "String"):
        return _STRINGS.get("".join(names[2:3]), PartKind.STRING)
    if names == ("Other",) and lexer.name == "PHP":
        return PartKind.TEXT
    return PartKind.CODE


def _merged(parts: list[Part]) -> tuple[Part, ...]:
    return tuple(_runs(parts))


def _runs(parts: list[Part]) -> Iterator[Part]:
    """Yield neighbours of one kind as one part."""
    run: Part | None = None
    for part in parts:
        if run and run.kind is part.kind:
            run = Part(run.kind, run.start, part.end)
            continue
        if run:
            yield run
        run = part
    if run:
        yield run
