"""reStructuredText documents as located trees, read with docutils (the extra ``rst``).

- The tree is the one Markdown gives: definitions and fields are labelled items, admonitions are set
  off, an indented list is a list, other block quotes are quoted.
- Directives that docutils does not know are shown by their content; ``deprecated`` gives it stance.
- Comments are unsaid, and mark regions (``.. events:start``). Substitutions are said where used.
- Nothing is included, nothing raw is shown, no settings are read from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from contractcheck.model.document import Document
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.model.stance import Role
from contractcheck.readers.text.source import Source
from contractcheck.readers.text.structure import Roles

__all__ = ["read_rst"]


def read_rst(
    path: str,
    content: bytes,
    *,
    role: Role = Role.CURRENT,
    history: Sequence[str] = (),
    generated: Sequence[str] = (),
) -> Document:
    """Read a document; parameters and errors are those of ``read_markdown``.

    Raises ``UnreadableError`` too where docutils is not installed.
    """
    try:
        from contractcheck.readers.rst.document import read  # noqa: PLC0415 - of an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "docutils":
            raise
        message = "reStructuredText is read with docutils: pip install contractcheck[rst]"
        raise UnreadableError(Problem(Location(path), message)) from None
    return read(Source(path, content), role, Roles(tuple(history), tuple(generated)))
