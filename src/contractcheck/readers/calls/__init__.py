"""Calls of an HTTP API as code in documents shows them: shells, HTTP messages, JavaScript and Python."""

from __future__ import annotations

from contractcheck.readers.calls.call import Answer, Body, Call, Piece
from contractcheck.readers.calls.fence import read_calls

__all__ = ["Answer", "Body", "Call", "Piece", "read_calls"]
