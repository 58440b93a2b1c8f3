"""Read source code of any language: its parts, what symbols of it show, patterns in it, its tests."""

from contractcheck.readers.source_code.hits import find_hits
from contractcheck.readers.source_code.lexing import SourceFile, read_plain, read_source
from contractcheck.readers.source_code.shown import select_shown
from contractcheck.readers.source_code.tests import find_tests

__all__ = ["SourceFile", "find_hits", "find_tests", "read_plain", "read_source", "select_shown"]
