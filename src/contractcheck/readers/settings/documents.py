"""The documents of a YAML file: one or more, parted by ``---``, each with its places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.fields import Field
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import read_yaml

_BREAK = re.compile(rb"^---(?:[ \t][^\r\n]*)?(?:\r?\n|\Z)|^\.\.\.[ \t]*\r?\n", re.MULTILINE)


def read_documents(path: str, content: bytes) -> Iterator[Field]:
    """Yield the mappings of a YAML or JSON file; raise ``UnreadableError`` for one that is broken."""
    if path.endswith(".json"):
        data = read_json(path, content)
        yield Field(data, "", data.value)
        return
    breaks = [match.span() for match in _BREAK.finditer(content)]
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(content)]
    for start, end in zip(starts, ends, strict=True):
        part = content[start:end]
        if part.strip():
            line = content.count(b"\n", 0, start) + 1
            data = read_yaml(path, part, first_line=line, first_byte=start)
            if data.value is not None:
                yield Field(data, "", data.value)
