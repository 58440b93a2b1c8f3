"""What a text that is sent is: data, or the fields of a form; and the parameters of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.readers.calls.call import Body, Piece
from contractcheck.readers.example_data import read_whole


def body_of(piece: Piece) -> Body:
    """Return the body that a text is: data where it is written so, else the fields of a form."""
    stripped = stripped_of(piece)
    if stripped.text[:1] in ("{", "["):
        data = read_whole(stripped.text)
        return Body(stripped, data, known=data is not None)
    if re.match(r"[\w.\[\]%-]+=", stripped.text):
        return Body(stripped, fields=tuple(pairs_of(stripped)))
    return Body(stripped, known=False)


def stripped_of(piece: Piece) -> Piece:
    """Return a piece without the space around it."""
    begin = len(piece.text) - len(piece.text.lstrip())
    return piece.part(begin, len(piece.text.rstrip()))


def pairs_of(piece: Piece) -> Iterator[tuple[Piece, Piece | None]]:
    """Yield the fields of ``a=b&c=d``."""
    at = 0
    for part in piece.text.split("&"):
        if part.strip():
            yield pair_of(piece.part(at, at + len(part)))
        at += len(part) + 1


def pair_of(piece: Piece) -> tuple[Piece, Piece | None]:
    """Return name and value of ``a=b``; no value where it comes from a file."""
    name, equals, value = piece.text.partition("=")
    whole = len(piece.text)
    given = (
        piece.part(len(name) + 1, whole) if equals and not value.startswith(("@", "<")) else None
    )
    return piece.part(0, len(name)), given


def query_of(target: Piece) -> tuple[tuple[Piece, Piece | None], ...]:
    """Return the parameters that stand in an address."""
    text = target.text.partition("#")[0]
    begin = text.find("?")
    return tuple(pairs_of(target.part(begin + 1, len(text)))) if begin >= 0 else ()
