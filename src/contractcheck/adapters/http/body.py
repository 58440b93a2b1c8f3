"""Bodies, decompressed while they come and never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.model.evidence import GapReason

_PIECE = 1 << 16


def read_body(chunks: Iterable[bytes], encoding: str, limit: int, deadline: Deadline) -> bytes:
    """Return a whole body; raise ``RefusedError`` for one too large or not to be decoded."""
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise RefusedError(GapReason.UNREADABLE, "its content encoding was not asked for")
    body = bytearray()
    for piece in _gunzip(chunks) if encoding.endswith("gzip") else chunks:
        deadline.left()
        body += piece
        if len(body) > limit:
            raise RefusedError(GapReason.UNREADABLE, f"the body is larger than {limit} bytes")
    return bytes(body)


def _gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield small pieces, so that a bomb is noticed long before it is unpacked."""
    member, begun = _member(), False
    for chunk in chunks:
        waiting = chunk
        while waiting:
            if member.eof:
                member, waiting = _member(), waiting.lstrip(b"\0")
                begun = False
                continue
            begun = True
            yield _inflate(member, waiting)
            waiting = member.unused_data if member.eof else member.unconsumed_tail
    while begun and not member.eof and (piece := _inflate(member, member.unconsumed_tail)):
        yield piece
    if begun and not member.eof:
        raise RefusedError(GapReason.UNREADABLE, "the body ends before its gzip data does")


def _member() -> zlib._Decompress:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _inflate(member: zlib._Decompress, data: bytes) -> bytes:
    try:
        return member.decompress(data, _PIECE)
    except zlib.error:
        raise RefusedError(GapReason.UNREADABLE, "the body is not the gzip it says") from None
