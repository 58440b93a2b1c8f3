"""Odd text made visible: what cannot be seen, or would act on its own, is spelled out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_ODD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad"  # controls, soft hyphen
    r"\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # joiners, fillers
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # zero width, bidirectional
    r"\ud800-\udfff"  # lone surrogates cannot be written as UTF-8
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of notations
    r"\U000e0000-\U000e0fff]"  # tags and selectors
    # Build servers act on ``##[group]``, ``##vso[…]`` and ``##teamcity[…]`` anywhere in a line.
    r"|\#(?=\#\w*\[)",
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_TAB = "    "


def visible(text: str) -> str:
    r"""Return ``text`` with every odd character spelled out as ``\x1b`` or ``\u202e``.

    The result is one line. Variation selectors stay, as emoji need them, and so do the format
    characters that have a shape of their own, as the Arabic number sign.
    """
    return replace_odd(text, _spell)


def one_line(text: str) -> str:
    """Return ``text`` as visible prose on one line, runs of blanks as one space."""
    return visible(_BLANKS.sub(" ", text).strip(" "))


def source_line(text: str) -> str:
    """Return a line of a source as visible text of the same shape, tabs as four spaces."""
    return source_part(text.rstrip("\r\n"))


def source_part(text: str) -> str:
    """Return a part of a source line as ``source_line`` does, a line end at its end spelled out."""
    return visible(text.replace("\t", _TAB))


def replace_odd(text: str, spell: Callable[[str], str]) -> str:
    """Return ``text`` with ``spell`` applied to each odd character."""
    return _ODD.sub(lambda match: spell(match[0]), text)


def columns(text: str) -> int:
    """Return how many terminal columns visible ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_char_columns, text))


def _char_columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _spell(char: str) -> str:
    code = ord(char)
    if code < 0x100:  # noqa: PLR2004 - the ranges of Python's own escapes
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
