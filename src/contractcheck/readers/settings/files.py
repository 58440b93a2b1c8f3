"""Which kind of settings file a file is, and what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from contractcheck.model.evidence import Fact
from contractcheck.model.fields import Field
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.model.settings import SettingGiven, SettingsFile, how_given
from contractcheck.readers.settings.compose import env_files, is_compose, read_compose_settings
from contractcheck.readers.settings.documents import read_documents
from contractcheck.readers.settings.env_file import read_env_file
from contractcheck.readers.settings.kubernetes import is_kubernetes, read_kubernetes_settings
from contractcheck.readers.settings.workflow import is_workflow, read_workflow_settings

_DATA = (".yaml", ".yml", ".json")
Read = Callable[[str], "bytes | None"]


def read_settings(paths: Sequence[str], read: Read) -> Iterator[Fact]:
    """Yield the settings of files that belong together; ``read`` returns nothing for what is not there.

    Raises ``UnreadableError`` for a file that cannot be read as what it is.
    """
    objects: list[Field] = []
    for path in paths:
        content = read(path) or b""
        if not path.endswith(_DATA):
            yield from read_env_file(path, _text(path, content))
            continue
        for root in read_documents(path, content):
            if is_kubernetes(root):
                objects.append(root)
            elif is_workflow(root):
                yield from read_workflow_settings(root)
            elif is_compose(root):
                yield from _compose(path, root, read)
            else:
                yield from _plain(root)
    if objects:
        yield from read_kubernetes_settings(objects)


def _text(path: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        raise UnreadableError(Problem(Location(path), message)) from None


def _compose(path: str, root: Field, read: Read) -> Iterator[Fact]:
    yield from read_compose_settings(root)
    for entry in env_files(root):
        name = re.sub(r"^\./", "", entry.text)
        other = str(PurePosixPath(path).parent / name)
        content = read(other)
        if content is None:
            yield SettingsFile(entry.at, open_to=f"the env file `{entry.text}`")
            continue
        for fact in read_env_file(other, _text(other, content)):
            if not isinstance(fact, SettingsFile):
                yield fact


def _plain(root: Field) -> Iterator[Fact]:
    """Yield the entries of a mapping of settings."""
    if isinstance(root.value, dict):
        yield SettingsFile(root.at)
        for name, field in root.members():
            held = isinstance(field.value, dict | list) and bool(field.value)
            text = "held" if held else field.text if field.value not in (None, {}, []) else None
            given, why = how_given(text)
            yield SettingGiven(name, given, field.key_at, why)
