"""HTTP messages as documents write them: a request line, headers, a body; a status line and what comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from contractcheck.model.api import METHODS
from contractcheck.readers.calls.bodies import body_of
from contractcheck.readers.calls.call import Answer, Body, Call, Piece, piece_of

_REQUEST = re.compile(
    rf"[ \t]*(?P<method>{'|'.join(METHODS)})[ \t]+(?P<target>\S+)(?:[ \t]+HTTP/[\d.]+)?[ \t]*"
)
_STATUS = re.compile(r"[ \t]*(?:<[ \t]*)?HTTP/[\d.]+[ \t]+(?P<status>\d{3})\b.*")
_HEADER = re.compile(r"(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)")
_FURTHER = re.compile(r"[ \t]+(?P<more>[?&]\S+)(?:[ \t]+HTTP/[\d.]+)?[ \t]*")
_PART = re.compile(r"###.*|---+[ \t]*")
_COMMENT = re.compile(r"[ \t]*(?:#|//).*|@\w+[ \t]*=.*")


@dataclass(slots=True)
class _Message:
    """A message in the making: its first line, its headers, and the extent of its body."""

    first: re.Match[str]
    headers: list[str] = field(default_factory=list)
    content: Piece | None = None
    host: str = ""
    target: Piece | None = None
    body: tuple[int, int] | None = None


def read_messages(text: str, start: int = 0) -> Iterator[Call | Answer]:
    """Yield the requests and responses of a text, in order."""
    message: _Message | None = None
    in_body = False
    for begin, end in _lines(text, start):
        first = _REQUEST.fullmatch(text, begin, end) or _STATUS.fullmatch(text, begin, end)
        if first or _PART.fullmatch(text, begin, end):
            if message:
                yield _made(text, message)
            message, in_body = (_opened(text, first) if first else None), False
        elif message is None:
            continue
        elif in_body:
            message.body = (message.body[0] if message.body else begin, end)
        elif not text[begin:end].strip():
            in_body = True
        else:
            in_body = _head_line(text, message, begin, end)
    if message:
        yield _made(text, message)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _opened(text: str, first: re.Match[str]) -> _Message:
    message = _Message(first)
    if first.re is _REQUEST:
        message.target = piece_of(text, first.start("target"), first.end("target"))
    return message


def _head_line(text: str, message: _Message, begin: int, end: int) -> bool:
    """Take a line of the head; say whether the body begins with it, as no blank line was left."""
    further = _FURTHER.fullmatch(text, begin, end)
    if further and message.target and not message.headers:
        message.target = message.target.joined(piece_of(text, *further.span("more")))
        return False
    if header := _HEADER.fullmatch(text, begin, end):
        message.headers.append(header["name"].lower())
        if header["name"].lower() == "host":
            message.host = header["value"].strip()
        if header["name"].lower() == "content-type":
            message.content = piece_of(text, header.start("value"), header.end("value"))
        return False
    if _COMMENT.fullmatch(text, begin, end):
        return False
    message.body = (begin, end)
    return True


def _made(text: str, message: _Message) -> Call | Answer:
    body = _body(text, message)
    first = message.first
    if message.target is None:
        status = piece_of(text, first.start("status"), first.end("status"))
        return Answer(status, body, first.start())
    return Call(
        first["method"],
        message.target,
        tuple(message.headers),
        message.content,
        body,
        host=message.host,
        start=first.start(),
        end=first.end(),
    )


def _body(text: str, message: _Message) -> Body | None:
    if message.body is None or not text[slice(*message.body)].strip():
        return None
    piece = piece_of(text, *message.body)
    return Body(piece, known=False) if piece.text.lstrip().startswith("< ") else body_of(piece)
