"""What payload samples must not carry, by classes: known by the name of a key, or by the form of a value.

A key counts by its words: ``raw_body``, ``rawBody`` and ``response.raw-body`` are one key. A key that
only refers to something (``secret_ref``, ``token_expires_at``, ``body_size``) carries nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_REFERS = frozenset(
    re.findall(
        r"\w+",
        "ref reference id ids name names count counts size bytes length type kind code "
        "present expires expiry at until age path version fingerprint status state "
        "provided source location field allowed stripped removed redacted required limit "
        "budget usage used ttl policy mode class format key template schema hash digest ",
    )
)
_SAYS_WHETHER = frozenset({"has", "is", "no", "without", "strip", "strips", "redact"})
_REDACTED = re.compile(
    r"\s*(?:[*\u2022x#-]{3,}|\.{3}|\u2026|[<\[({]+[\w .:/|-]{0,60}[>\])}]+|redacted|removed|stripped|masked|hidden"
    r"|omitted|none|null|n/?a|empty|\$\{?\{?[\w. ]+\}?\}?)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Content:
    """A class of content: the words of keys that hold it, and how its values look."""

    noun: str
    keys: tuple[str, ...]
    looks: Callable[[str], bool]


def forbidden_key(key: str, content: Content) -> bool:
    """Say whether a key is of a class."""
    words = words_of(key)
    if words and words[0] in _SAYS_WHETHER:
        return False
    joined = f" {' '.join(words)} "
    found = [phrase for phrase in content.keys if f" {phrase} " in joined]
    if words and words[-1] in _REFERS:
        return any(joined.endswith(f" {phrase} ") for phrase in found)
    return bool(found)


def words_of(key: str) -> list[str]:
    """Return the words a key is made of, in small letters."""
    return [word.lower() for word in _WORD.findall(key)]


def is_redacted(text: str) -> bool:
    """Say whether a text only stands for what was taken away."""
    if _MARKUP.match(text):
        return False
    return not text.strip() or _REDACTED.fullmatch(text) is not None


_MARKUP = re.compile(
    r"\s*(?:<!doctype\b|<\?xml\b|<(?:html|head|body|soap\w*:envelope|error|div|p|h1)\b)",
    re.IGNORECASE,
)
_INNER_MARKUP = re.compile(r"<(?:html|head|body|title|!doctype)\b[^>]*>", re.IGNORECASE)
_JSON_INSIDE = re.compile(r"[{\[]\s*(?:\"|\\\"|')[\w .$-]+(?:\"|\\\"|')\s*[:,\]]")
_ESCAPED_JSON = re.compile(r"\{[^{}]{0,400}(?:\"|\\\")\s*:[^{}]{0,2000}\}")
_STATUS_LINE = re.compile(r"\bHTTP/\d(?:\.\d)? \d{3}\b")
_HEADER_NAMES = (
    r"(?:proxy-)?authorization|(?:set-)?cookie|content-(?:type|length|encoding)|user-agent|cache-control"
    r"|accept-encoding|www-authenticate|retry-after|x-[a-z0-9]+(?:-[a-z0-9]+)+"
)
_HEADER_WORDS = r"accept|etag|host|server|location|date|via|vary|connection"
_HEADER_LINE = re.compile(
    rf"(?:^|[\s;,'\"])(?:{_HEADER_NAMES}):\s*\S|(?:^|\n)(?:{_HEADER_WORDS}):\s*\S", re.IGNORECASE
)
_HEADER_KEY = re.compile(_HEADER_NAMES, re.IGNORECASE)
_QUERY = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://[^\s?#\"'<>]*|(?:^|\s)/[\w./{}:-]*)\?[\w\[\].%~-]+=?", re.IGNORECASE
)
_USER_INFO = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/@:]+:[^\s/@]+@", re.IGNORECASE)
_SCHEME = re.compile(r"\b(?:bearer|basic|digest|token)\s+[A-Za-z0-9._~+/-]{6,}=*", re.IGNORECASE)
_ASSIGNED = re.compile(
    r"\b(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|client[_-]?secret|access[_-]?token|token)"
    r"\s*[=:]\s*[\"']?(?P<value>[^\s\"',;&]{4,})",
    re.IGNORECASE,
)
_JWT = re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}")
_LONG = re.compile(r"(?<![\w/+.-])[A-Za-z0-9_+/-]{24,}={0,2}(?![\w/+-])")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TRACES = re.compile(
    r"Traceback \(most recent call last\)|Stack ?trace:|\n\s+at [\w$.<>/]+\s?\(|(?:^|\s)#\d+ \S+\.\w+[(:]\d+"
    r"|\bat [\w$.<>]+\([\w$.-]+:\d+(?::\d+)?\)|File \"[^\"]+\", line \d+|\bin \S+\.(?:php|py|rb|js|ts|go|ex):\d+\b"
    r"|Exception in thread|goroutine \d+ \[",
)
_PROVIDER = re.compile(
    r"cURL error \d+|Client error: `|Server error: `|resulted in a `\d{3}|\bAADSTS\d{4,}|\"?innerError\"?\s*:"
    r"|\"error_description\"|\"error\"\s*:\s*[{\"]",
)


def _is_body(text: str) -> bool:
    if _MARKUP.match(text) or _INNER_MARKUP.search(text):
        return True
    if text.strip()[:1] in ("{", "[") and _JSON_INSIDE.match(text.strip()):
        return True
    if text.strip()[:1] in ("{", "["):
        try:
            return isinstance(json.loads(text), dict | list) and len(text.strip()) > len("[]")
        except ValueError:
            return False
    return _ESCAPED_JSON.search(text) is not None


def _is_headers(text: str) -> bool:
    return _STATUS_LINE.search(text) is not None or _HEADER_LINE.search(text) is not None


def _is_credential(text: str) -> bool:
    assigned = _ASSIGNED.search(text)
    if assigned and not is_redacted(assigned["value"]):
        return True
    scheme = _SCHEME.search(text)
    looks_made = scheme is not None and re.search(r"\d|[a-z][A-Z]", scheme[0]) is not None
    return looks_made or _USER_INFO.search(text) is not None


def _is_token(text: str) -> bool:
    return _JWT.search(text) is not None or any(
        _mixes(match[0]) for match in _LONG.finditer(_UUID.sub(" ", text))
    )


def _mixes(text: str) -> bool:
    """Say whether a long run of signs is made by a machine: digits among letters, no words in it."""
    digits = sum(letter.isdigit() for letter in text)
    letters = sum(letter.isalpha() for letter in text)
    if re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", text):
        return digits > 0 and letters > 0
    words = [word for word in re.split(r"[_/+-]|\d+", text) if word]
    spelled = sum(len(word) for word in words if word.islower() or word.istitle() or word.isupper())
    cases = any(letter.isupper() for letter in text) and any(letter.islower() for letter in text)
    few_words = len(re.split(r"[_/-]", text)) <= 3  # noqa: PLR2004 - names are made of more parts
    return digits >= 3 and few_words and (cases or spelled < letters or "-" not in text)  # noqa: PLR2004


CONTENTS: Mapping[str, Content] = {
    "raw bodies": Content(
        "a raw body",
        (
            "body",
            "raw",
            "payload",
            "raw body",
            "response body",
            "request body",
            "html",
            "response text",
            "raw response",
            "raw payload",
            "response",
            "request",
        ),
        _is_body,
    ),
    "headers": Content(
        "headers",
        (
            "header",
            "headers",
            "authorization",
            "cookie",
            "cookies",
            "set cookie",
            "user agent",
            "etag",
        ),
        _is_headers,
    ),
    "credentials": Content(
        "a credential",
        (
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "secrets",
            "credential",
            "credentials",
            "token",
            "tokens",
            "apikey",
            "api key",
            "access key",
            "private key",
            "client secret",
            "bearer",
            "authorization",
            "cookie",
            "session",
            "access token",
            "refresh token",
            "auth",
        ),
        _is_credential,
    ),
    "url queries": Content(
        "a URL query",
        ("query", "query string", "querystring", "url query", "params"),
        lambda text: _QUERY.search(text) is not None,
    ),
    "tokens": Content("token-like text", ("token", "tokens", "jwt", "nonce", "bearer"), _is_token),
    "stack traces": Content(
        "a stack trace",
        ("trace", "stack", "stacktrace", "stack trace", "backtrace", "traceback"),
        lambda text: _TRACES.search(text) is not None,
    ),
    "provider errors": Content(
        "an error body of a provider",
        (
            "error body",
            "provider error",
            "provider response",
            "error response",
            "provider payload",
            "graph error",
            "graph response",
            "upstream error",
            "upstream response",
            "inner error",
        ),
        lambda text: _PROVIDER.search(text) is not None,
    ),
}
"""The classes a contract can name, each with what it is called in findings."""


def carries(key: str, text: str, name: str) -> bool:
    """Say whether a member of a sample carries content of a class: by its key, or by its value."""
    content = CONTENTS[name]
    if is_redacted(text):
        return False
    if name == "headers" and _HEADER_KEY.fullmatch(key):
        return True
    return forbidden_key(key, content) or bool(content.looks(text))
