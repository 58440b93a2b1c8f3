"""References inside one description: ``#/components/...``, followed to what they name.

Only the document itself is ever looked into; a reference to a file or a URL is never opened.
"""

from __future__ import annotations

from urllib.parse import unquote, urldefrag, urljoin

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.problem import Problem, UnreadableError


class CircularReferenceError(UnreadableError):
    """A reference that leads back to itself."""


def is_inside(reference: str) -> bool:
    """Say whether ``reference`` is a pointer into its own document (``#`` or ``#/...``)."""
    return reference == "#" or reference.startswith("#/")


def inside_of(reference: str, own_address: str) -> str | None:
    """Return the pointer of a reference into its own document, which ``$self`` may name.

    ``None`` where it leads out of the document.
    """
    if is_inside(reference) or not own_address:
        return reference if is_inside(reference) else None
    try:
        address, fragment = urldefrag(urljoin(own_address, reference))
    except ValueError:
        return None
    pointer = f"#{fragment}"
    return pointer if address == urldefrag(own_address)[0] and is_inside(pointer) else None


def resolve(data: Data, reference: str, *, at: str = "") -> tuple[JsonValue, str]:
    """Return the value that ``reference`` names, and its pointer, through references found there.

    ``reference`` is ``#/...`` (percent-encoded) or a bare pointer; ``at`` is the pointer of the
    place that an error should name. Raises ``UnreadableError`` for references out of the document
    and for targets that are not there, and its ``CircularReferenceError`` for circles.
    """
    seen: set[str] = set()
    while True:
        value, pointer = find(data, reference, at=at)
        if pointer in seen:
            message = f"`{reference}` leads back to itself"
            raise CircularReferenceError(_problem(data, at, message, "break the circle"))
        seen.add(pointer)
        following = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(following, str):
            return value, pointer
        reference, at = following, child(pointer, "$ref")


def find(data: Data, reference: str, *, at: str = "") -> tuple[JsonValue, str]:
    """Do one step of ``resolve``: the value found may itself be a reference."""
    value, plain = data.value, ""
    for part in _pointer(data, reference, at).split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and _is_index(key, len(value)):
            value = value[int(key)]
        else:
            message = f"`{reference}` names nothing: there is no `{key}` below `#{plain}`"
            raise UnreadableError(_problem(data, at, message, "correct the reference"))
        plain = child(plain, key)
    return value, plain


def _pointer(data: Data, reference: str, at: str) -> str:
    if is_inside(reference):
        return unquote(reference[1:])
    if reference and not reference.startswith("/"):
        message = f"`{reference}` leads out of this document and is not followed"
        raise UnreadableError(_problem(data, at, message, "bundle the description into one file"))
    return reference


def _is_index(key: str, length: int) -> bool:
    """RFC 6901 indexes: ASCII digits without leading zeros; long ones are out of any range."""
    digits = key.isascii() and key.isdigit() and len(key) <= len(str(length))
    return digits and str(int(key)) == key and int(key) < length


def _problem(data: Data, at: str, message: str, advice: str) -> Problem:
    return Problem(data.locate(at), message, advice)
