"""The settings of a CI workflow: ``env`` of the workflow, its jobs and steps; secrets read anywhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.data import JsonValue, child
from contractcheck.model.evidence import Fact
from contractcheck.model.fields import Field
from contractcheck.model.settings import Given, SecretRead, SettingGiven, SettingsFile, how_given

_READ = re.compile(r"\bsecrets(?:\.(?P<name>\w+)|\[\s*'(?P<index>\w+)'\s*\])")
_ALL = re.compile(r"\btoJSON\(\s*secrets\s*\)", re.IGNORECASE)
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_GIVEN_BY_THE_HOST = "GITHUB_TOKEN"
_EMPTY = re.compile(r"\$\{\{\s*''\s*\}\}")


def is_workflow(root: Field) -> bool:
    """Say whether a mapping is a workflow."""
    return isinstance(root.get("jobs").value, dict) and root.has("on")


def read_workflow_settings(root: Field) -> Iterator[Fact]:
    """Yield what the workflow gives to its commands, and the secrets it reads."""
    blocks = [root.get("env")]
    for _, job in root.get("jobs").members():
        blocks.append(job.get("env"))
        blocks += [step.get("env") for step in job.get("steps").each()]
    present = [block for block in blocks if isinstance(block.value, dict)]
    yield SettingsFile((present[0] if present else root.get("jobs")).key_at)
    for block in present:
        for name, field in block.members():
            if field.value is None or _EMPTY.fullmatch(field.text.strip()):
                yield SettingGiven(name, Given.EMPTY, field.key_at, "nothing stands there")
            else:
                given, why = how_given(_EXPRESSION.sub("${X}", field.text))
                yield SettingGiven(name, given, field.key_at, why)
    yield from _reads(root, root.data.value)


def _reads(root: Field, value: JsonValue) -> Iterator[SecretRead]:
    """Yield the secrets that expressions read, wherever they stand."""
    for pointer, text in _texts(value):
        at, key = root.data.locate_key(pointer), pointer.rpartition("/")[2]
        expressions = [text] if key == "if" else _EXPRESSION.findall(text)
        for match in (m for one in expressions for m in _READ.finditer(one)):
            name = match["name"] or match["index"]
            if name != _GIVEN_BY_THE_HOST:
                yield SecretRead((name,), f"secrets.{name}", at)
        if any(map(_ALL.search, expressions)) or (key, text) == ("secrets", "inherit"):
            yield SecretRead(("*",), "all secrets", at)


def _texts(value: JsonValue, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text with its pointer."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, child(pointer, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, child(pointer, index))
    elif isinstance(value, str):
        yield pointer, value
