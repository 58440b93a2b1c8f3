"""Add an attestation to the text of a file, and leave all that stands there as it is."""

from __future__ import annotations

import re

from contractcheck.load.data import YAML_SUFFIXES
from contractcheck.model.attestations import Attestation
from contractcheck.model.data import JsonValue
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.model.yaml_text import yaml_scalar
from contractcheck.readers.yaml_data import read_yaml

_DASH = re.compile(r"(?P<indent> *)-(?= |$)")
_BY_HAND = "write the entry into the file by hand; without --write it is printed"


def entry_text(attestation: Attestation) -> str:
    """Return an attestation as an entry of a YAML list."""
    subjects = ", ".join(yaml_scalar(one) for one in attestation.subjects)
    lines = [
        f"- for: {subjects}" if len(attestation.subjects) == 1 else f"- for: [{subjects}]",
        f"  by: {yaml_scalar(attestation.role)}",
        f"  on: {attestation.on}",
        f"  reference: {yaml_scalar(attestation.reference)}",
    ]
    if attestation.expires:
        lines.append(f"  expires: {attestation.expires}")
    if attestation.of:
        lines.append("  of:")
        lines += [f"    {yaml_scalar(one.path)}: {one.digest}" for one in attestation.of]
    return "".join(f"{line}\n" for line in lines)


def with_entry(path: str, content: bytes, attestation: Attestation) -> bytes:
    """Return the content of a file of attestations with one more at its end.

    Raises ``InputError`` where that cannot be written without changing what stands there.
    """
    if not path.endswith(YAML_SUFFIXES):
        raise _refused(path, "only YAML is written")
    before = _entries(path, content)
    text = content.decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    dashes = (_DASH.match(line) for line in text.splitlines())
    indent = next((found["indent"] for found in dashes if found), "")
    added = "".join(f"{indent}{line}\n" for line in entry_text(attestation).splitlines())
    joint = "" if not text or text.endswith("\n") else newline
    whole = (text + joint + added.replace("\n", newline)).encode()
    try:
        after = _entries(path, whole)
    except InputError:
        after = []
    if after[:-1] != before or len(after) != len(before) + 1:
        raise _refused(path, "an entry cannot be added behind what stands there")
    return whole


def _entries(path: str, content: bytes) -> list[JsonValue]:
    try:
        value = read_yaml(path, content).value
    except UnreadableError as error:
        raise InputError([error.problem]) from None
    if value is not None and not isinstance(value, list):
        raise _refused(path, "this is no list of attestations")
    return value or []


def _refused(path: str, message: str) -> InputError:
    return InputError([Problem(Location(path), message, _BY_HAND)])
