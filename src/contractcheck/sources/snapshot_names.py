"""The file of the snapshot of a question: readable, the same on every machine, never two of one name."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from urllib.parse import urlsplit

from contractcheck.sources.questions import Question

_PLAIN_PART = re.compile(r"[a-z0-9_](?:[a-z0-9_.]|-(?!-))*(?<![.-])")
_PLAIN_QUERY = re.compile(
    r"[a-z0-9_][a-z0-9_.-]*=[a-z0-9_.-]*(?:&[a-z0-9_][a-z0-9_.-]*=[a-z0-9_.-]*)*(?<!\.)"
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)")
_ODD = re.compile(r"[^a-z0-9_.-]+")
_LONGEST = 100
_SECRET = re.compile(
    r"(?:^|[&_.-])(?:api_?)?(?:key|token|secret|password|passwd|auth|signature|sig|session|jwt)=",
    re.IGNORECASE,
)
"""Parameters whose value may be a secret: it stands in no name of a file."""


def snapshot_path(folder: str, question: Question) -> str:
    """Return the path of the file, ``snapshots/inter-hub/event-types.json``.

    What is not told by a readable name, or would be the same name on some file system, adds a short digest.
    """
    return f"{folder}/{_folder(question.api)}/{snapshot_name(question)}"


def snapshot_name(question: Question) -> str:
    """Return the name of the file: the path, then what is asked otherwise than by a plain GET."""
    parts = urlsplit(question.path)
    below = parts.path.removeprefix("/")
    segments = below.split("/")
    is_plain = (
        not (parts.scheme or parts.netloc or parts.fragment or question.headers)
        and all(map(_PLAIN_PART.fullmatch, segments))
        and (not parts.query or _PLAIN_QUERY.fullmatch(parts.query) is not None)
        and not _SECRET.search(parts.query)
        and not _RESERVED.match(below)
        and _is_plain_word(question.identity)
    )
    words = [f"{parts.netloc}/{below}".strip("/").replace("/", "--")]
    if parts.query and not _SECRET.search(parts.query):
        words[0] += f"@{parts.query.replace('&', ',')}"
    extras = [
        question.method if question.method != "GET" else "",
        "" if question.follow_redirects else "not-followed",
        f"as-{question.identity}" if question.identity else "",
    ]
    words += [one.lower() for one in extras if one]
    name = "~".join(words)
    if is_plain and len(name) <= _LONGEST:
        return f"{name}.json"
    readable = "~".join(_readable(word) for word in words)[:_LONGEST].strip(".-~")
    return f"{readable or 'root'}~{_digest(question)}.json"


def _folder(api: str) -> str:
    if _PLAIN_PART.fullmatch(api) and not _RESERVED.match(api):
        return api
    return f"{_readable(api)}~{_short(api)}"


def _is_plain_word(text: str) -> bool:
    return not text or _PLAIN_PART.fullmatch(text) is not None


def _readable(word: str) -> str:
    return _ODD.sub("-", word.lower()).strip(".-")


def _digest(question: Question) -> str:
    headers = sorted((name.lower(), value) for name, value in question.headers)
    follows = question.follow_redirects
    return _short(json.dumps([question.method, question.path, question.identity, headers, follows]))


def _short(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
