"""How far JavaScript goes: to the brace that closes an expression, to the end of an import."""

from __future__ import annotations

import re

_STRING = r"(?<!\w)'(?:[^'\\\n]|\\.)*+'" + r'|"(?:[^"\\\n]|\\.)*+"'
_SCRIPT = re.compile(rf"{_STRING}|/\*|(?<!:)//[^\n]*|\n[ \t]*(?=\n|\Z)|[`{{}}()\[\]]", re.DOTALL)
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_PAIRS = {"}": "{", ")": "(", "]": "["}
_BLANK = re.compile(r"\n[ \t]*(?=\n|\Z)")


class Script:
    """A text with script in it.

    What is never closed is looked for to the end of the text; ``budget`` bounds how much of that is
    done, so that a text of nothing but opening braces costs its length only.
    """

    def __init__(self, text: str) -> None:
        """Take the whole text of a document."""
        self.text = text
        self._budget = 4 * len(text) + 65536

    def end_of_braces(self, start: int) -> int | None:
        """Return the end of the expression whose ``{`` stands at ``start``; ``None`` without one."""
        return self._end(start + 1, braces=True)

    def end_of_statement(self, start: int) -> int:
        """Return the end of an import or export: the next blank line outside of its brackets."""
        end = self._end(start, braces=False)
        if end is None:
            blank = _BLANK.search(self.text, start)
            end = blank.start() if blank else len(self.text)
        return end

    def spend(self, characters: int) -> None:
        """Count characters that were looked at in vain."""
        self._budget -= characters

    def _end(self, start: int, *, braces: bool) -> int | None:
        opened = ["{"] if braces else []
        at = start
        while self._budget > 0:
            in_template = bool(opened) and opened[-1] == "`"
            match = (_TEMPLATE if in_template else _SCRIPT).search(self.text, at)
            if not match:
                if not opened:
                    return len(self.text)
                break
            at, mark = match.end(), match.group()
            if mark == "/*":
                closed = self.text.find("*/", at)
                if closed < 0:
                    break
                at = closed + 2
            elif not in_template and mark[0] == "\n":
                if not opened:
                    return match.start()
            else:
                _follow(opened, mark)
                if braces and not opened:
                    return at
        self.spend(len(self.text) - start)
        return None


def _follow(opened: list[str], mark: str) -> None:
    """Open or close what ``mark`` opens or closes; what closes nothing is passed over."""
    if opened and opened[-1] == "`":
        if mark == "`":
            opened.pop()
        elif mark == "${":
            opened.append("{")
    elif mark in ("`", "{", "(", "["):
        opened.append(mark)
    elif mark in _PAIRS and _PAIRS[mark] in opened:
        while opened.pop() != _PAIRS[mark]:
            pass
