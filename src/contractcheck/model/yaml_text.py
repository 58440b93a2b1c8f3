"""Write a text so that it can be pasted into a YAML contract, in block and in flow style."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[A-Za-z0-9/(][\w /().;+=~$^-]*(?<! )\Z")
_NOT_TEXT = re.compile(r"(?:true|false|null|~|-?\d+)\Z", re.IGNORECASE)


def yaml_scalar(text: str) -> str:
    """Return the text plain where that is safe everywhere, else double-quoted."""
    if _PLAIN.match(text) and not _NOT_TEXT.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)
