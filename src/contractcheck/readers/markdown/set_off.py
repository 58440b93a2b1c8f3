"""What MkDocs sets off by indentation: ``!!! note``, ``??? note``, and tabs (``=== "Unix"``).

CommonMark takes the indented lines for code, and all that they say would be lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_OPENING = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]*(?P<kind>[\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+\".*\")?|===[!+]?[ \t]+\".*\")[ \t]*\Z"
)
_INDENTATION = 4


def set_off(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read an opening line and the lines indented below it as a container; without any it is text."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    opening = _OPENING.match(state.src[begin : state.eMarks[start]])
    inside = state.sCount[start] + _INDENTATION
    stop = _end(state, start + 1, end, inside)
    if not opening or stop == start + 1:
        return False
    if silent:
        return True
    parent, last, indent = state.parentType, state.lineMax, state.blkIndent
    token = state.push("container_admonition_open", "div", 1)
    token.block, token.map = True, [start, stop]
    token.markup, token.info = state.src[begin : begin + 3], opening["kind"] or ""
    state.parentType, state.lineMax, state.blkIndent = "admonition", stop, inside
    state.md.block.tokenize(state, start + 1, stop)
    state.push("container_admonition_close", "div", -1).block = True
    state.parentType, state.lineMax, state.blkIndent = parent, last, indent
    state.line = stop
    return True


def _end(state: StateBlock, first: int, end: int, inside: int) -> int:
    """Return the line behind the last one with text that is set in."""
    stop = first
    for line in range(first, end):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < inside:
            break
        stop = line + 1
    return stop
