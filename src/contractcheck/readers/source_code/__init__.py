"""Read source code of any language: its parts, and what named symbols of it show."""

from contractcheck.readers.source_code.lexing import SourceFile, read_source
from contractcheck.readers.source_code.shown import select_shown

__all__ = ["SourceFile", "read_source", "select_shown"]
