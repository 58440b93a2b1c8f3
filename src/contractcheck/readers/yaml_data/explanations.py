"""What is wrong with syntax and tags, in plain words and at the place that helps."""

from __future__ import annotations

import yaml
from yaml import events as ev

from contractcheck.model.data import JsonValue
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.yaml_data.source import Source, start_of

_CORE = "tag:yaml.org,2002:"
TEXT_TAGS = ("!", f"{_CORE}str")
_TYPES: dict[str, tuple[type, ...]] = {
    "!": (str,),
    f"{_CORE}str": (str,),
    f"{_CORE}float": (str, int),
    f"{_CORE}int": (int,),
    f"{_CORE}bool": (bool,),
    f"{_CORE}null": (type(None),),
    f"{_CORE}seq": (list,),
    f"{_CORE}map": (dict,),
}
_CHECK_INDENTATION = "check the indentation: what belongs together starts in the same column"
_EXPLANATIONS = (
    # part of PyYAML's problem, at its context (where the construct began), message, help
    ("mapping values are not allowed", False, "a `:` stands where no key can be",
     "put the text in quotes if the colon belongs to it, else check the indentation"),
    ("unexpected end of stream", True, "this quote is never closed", "close it"),
    ("expected ',' or ']'", False, "`,` or `]` expected: a list in brackets is not closed", ""),
    ("expected ',' or '}'", False, "`,` or `}` expected: a mapping in braces is not closed",
     "put a text with brackets, such as a JSONPath, in quotes"),
    ("'-' indicator", False, "`- ` expected: a list goes on above", _CHECK_INDENTATION),
    ("did not find expected key", False, "a key expected", _CHECK_INDENTATION),
    ("expected <block end>", False, "a key or `- ` expected", _CHECK_INDENTATION),
    ("could not find expected ':'", True, "this line has no `:` after its key", _CHECK_INDENTATION),
    ("unknown escape character", False, "this escape is unknown in double quotes",
     "write `\\\\` for a backslash, or use single quotes"),
    ("undefined tag handle", False, "tags are not used here", "put the text in quotes"),
    ("expected alphabetic or numeric character", False, "a `*` or `&` stands where no name follows",
     "put the text in quotes"),
    ("expected node content", False, "a value expected", "put the text in quotes"),
    ("<document start>", False, "nothing may follow here", _CHECK_INDENTATION),
)  # fmt: skip


def explain(source: Source, error: yaml.MarkedYAMLError) -> UnreadableError:
    """Say in plain words what PyYAML means."""
    problem = error.problem or "unknown problem"
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    if "cannot start any token" in problem:
        if source.text[index : index + 1] == "\t":
            return source.refusal(index, index + 1, "a tab cannot indent", "indent with spaces")
        message = f"a text cannot start with `{source.text[index : index + 1]}`"
        return source.refusal(index, index + 1, message, "put the text in quotes")
    if "expected node content" in problem and not source.text[index:].strip():
        return source.refusal(index, index, "the file ends where a value is expected")
    for part, at_context, message, help_ in _EXPLANATIONS:
        if part in problem:
            if at_context and error.context_mark:
                index = error.context_mark.index
            return source.refusal(index, index, message, help_)
    context = f" {error.context}" if error.context else ""
    return source.refusal(index, index, f"not valid YAML{context}: {problem}")


def check_tag(source: Source, event: ev.Event, tag: str | None, value: JsonValue) -> None:
    """Raise ``UnreadableError`` where a tag is not what the value is."""
    if not tag:
        return
    at, name = start_of(event), short(tag.replace(_CORE, "!!"))
    if tag not in _TYPES:
        message = f"the tag `{name}` is not used here"
        raise source.refusal(at, at, message, "remove it, or put the text in quotes")
    if type(value) not in _TYPES[tag]:
        message = f"this is not what its tag `{name}` says"
        raise source.refusal(at, at, message, "remove the tag")


def short(text: str) -> str:
    """Return a text as far as it fits into a message."""
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what fits a line
