"""The calls in a fence of a document, by what language it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.document import Fence
from contractcheck.readers.calls.bodies import body_of
from contractcheck.readers.calls.call import Answer, Call
from contractcheck.readers.calls.code import read_code
from contractcheck.readers.calls.commands import read_command
from contractcheck.readers.calls.message import read_messages
from contractcheck.readers.calls.shell import Output, read_shell

_SHELLS = frozenset(
    {"sh", "bash", "zsh", "shell", "console", "shell-session", "terminal", "shellsession", "curl"}
)
_MESSAGES = frozenset({"http", "https", "rest"})
_SCRIPTS = frozenset(
    {"js", "javascript", "ts", "typescript", "jsx", "tsx", "mjs", "node", "python", "py", "python3"}
)
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext"})
_BEGINS_MESSAGE = re.compile(
    r"\s*(?:[A-Z]{3,7}[ \t]+\S+(?:[ \t]+HTTP/[\d.]+)?[ \t]*$|HTTP/[\d.]+ \d{3})", re.MULTILINE
)
_COMMAND = re.compile(r"^[ \t]*(?:\$[ \t]+)?(?:curl|wget|https?|xh)[ \t]", re.MULTILINE)


def language_of(fence: Fence) -> str:
    """Return the first word of a fence's info string in small letters."""
    return (fence.info.split() or [""])[0].lower().strip("{}.").partition(",")[0]


def read_calls(fence: Fence) -> tuple[Call | Answer, ...]:
    """Return the calls of a fence and the answers it shows, in order; none for other languages."""
    language, text = language_of(fence), fence.text
    if language in _MESSAGES:
        return tuple(read_messages(text))
    if language in _SCRIPTS:
        return tuple(read_code(text, is_python=language.startswith("py")))
    if language in _PLAIN and _BEGINS_MESSAGE.match(text):
        return tuple(read_messages(text))
    if language in _SHELLS or (language in _PLAIN and _COMMAND.search(text)):
        return tuple(_shell(text))
    return ()


def _shell(text: str) -> Iterator[Call | Answer]:
    called = False
    for part in read_shell(text):
        if not isinstance(part, Output):
            calls = list(read_command(part))
            yield from calls
            called = bool(calls)
        elif called:
            yield from _output(text, part)


def _output(text: str, part: Output) -> Iterator[Answer]:
    """Yield what a call answered: with a status line where its head is shown, else its body."""
    shown = part.piece.text
    begin = part.piece.offsets[0] if part.piece.offsets else 0
    if re.match(r"\s*(?:<\s*)?HTTP/[\d.]+ \d{3}", shown):
        found = read_messages(text[: begin + len(shown)], begin)
        yield from (one for one in found if isinstance(one, Answer))
    elif shown.lstrip()[:1] in ("{", "["):
        yield Answer(None, body_of(part.piece), begin)
