"""Data in a fence of a document: JSON or YAML, with the places it has in the document."""

from __future__ import annotations

from contractcheck.model.data import Data
from contractcheck.model.data_blocks import in_document, in_fence
from contractcheck.model.document import Document, Fence
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.relaxed_json import without_remarks
from contractcheck.readers.yaml_data import read_yaml

_JSON = frozenset({"json", "jsonc", "json5", "javascript", "js"})
_YAML = frozenset({"yaml", "yml"})


def read_fence(document: Document, fence: Fence) -> Data | None:
    """Return the data of a fence; ``None`` where its language is another.

    Comments, closing commas and ellipses of a JSON example are overlooked. Raises
    ``UnreadableError``, with the place in the document, where it is not what it says it is.
    """
    language = (fence.info.split() or [""])[0].lower().strip("{}.")
    begins = fence.text.lstrip()[:1]
    try:
        if language in _JSON or (not language and begins in ("{", "[")):
            text = without_remarks(fence.text)
            return in_document(read_json(document.path, text.encode()), fence)
        if language in _YAML:
            return in_document(read_yaml(document.path, fence.text.encode()), fence)
    except UnreadableError as error:
        at = Location(document.path, in_fence(error.problem.location.span, fence))
        raise UnreadableError(Problem(at, error.problem.message)) from None
    return None
