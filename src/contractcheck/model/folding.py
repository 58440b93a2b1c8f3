"""What a reader does not tell apart in prose, said once for every kind.

Folded: white space, emphasis and back-ticks, typographic quotes, dashes and spaces, case at the start
of a sentence, closing punctuation. Nothing else: another word, number or sign stays another.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r",
        " ",
    ),
}
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ONE_TO_ONE = str.maketrans(_SIGNS)

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*\*|\*)(?=\S)([^*]+?)(?<=\S)\1(?![\w*])|(?<!\w)(__|_)(?=\S)([^_]+?)(?<=\S)\3(?!\w)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\"'(]?([A-Z])(?![A-Z])")
_SPACE = re.compile(r"\s+")
_DASHES = re.compile(r"(?<=\s)-{2,3}(?=\s)")
_CLOSING = " .;:,!"

# Letters of other scripts that a reader takes for Latin ones (the usual substitutes of the Unicode
# confusables table, lower and upper case).
_LOOKALIKES = str.maketrans(
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u041e\u0420\u0422\u0425\u0405\u0406\u0408"
    "\u03bf\u03b1\u03bd\u03c1\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u03a5\u0131\u0261",
    "aceopxyijshdqwABCEHKMOPTXSIJoavpABEZHIKMNOPTXYig",
)


def fold_signs(text: str) -> str:
    """Fold quotes, dashes and spaces one to one, so that offsets stay."""
    return text.translate(_ONE_TO_ONE)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return contract text without its Markdown: back-ticks, emphasis, links."""
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    return text.replace("`", "")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the text as prose comparison sees it."""
    text = fold_signs(plain(text).translate(_UNSEEN))
    text = _SPACE.sub(" ", _DASHES.sub("-", text)).strip().rstrip(_CLOSING)
    return _SENTENCE_START.sub(lambda match: match[0].lower(), text)


_ATTRIBUTES = re.compile(r"\s*\{\s*[:#.][^{}]*\}\s*\Z")
_SHORTCODES = re.compile(r"\A(?:\s*:[a-z0-9_+-]+:)+\s+|(?:\s+:[a-z0-9_+-]+:)+\s*\Z")
_NUMBERING = re.compile(r"\A\s*\d+[.)]\s+(?=\S)")
_ORNAMENTS = frozenset({"So", "Sk", "Cf", "Mn", "Zs", "Cn"})


@lru_cache(maxsize=16384)
def fold_title(text: str) -> str:
    """Return a heading or label as it is compared: attributes, emoji, numbering and colon aside.

    ``{#id}``, ``{ #id }`` and ``{: .class}`` are attributes to most site generators; readers never see them.
    """
    text = _SHORTCODES.sub("", _ATTRIBUTES.sub("", text))
    start, end = 0, len(text)
    while start < end and unicodedata.category(text[start]) in _ORNAMENTS:
        start += 1
    while start < end and unicodedata.category(text[end - 1]) in _ORNAMENTS:
        end -= 1
    kept = text[start:end] or text
    return fold(_NUMBERING.sub("", kept))


def without_lookalikes(text: str) -> str:
    """Return the text with look-alike letters of other scripts replaced by their Latin ones."""
    return text.translate(_LOOKALIKES)
