"""A template as its file declares it, and every mistake that can be seen without an instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import jsonschema_rs

from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.load.templates.holes import holes, whole
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.data_values import value_at
from contractcheck.model.problem import Problem

_ESCAPE = "in a template a brace that is meant is written twice: `{{` and `}}`"
_TYPES: Mapping[str, tuple[type, ...]] = {"text": (str, int), "list": (list,), "mapping": (dict,)}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an instance may give: a value of a type whose texts all match the pattern."""

    name: str
    of: str = "text"
    pattern: str = ""
    says: str = ""
    has_default: bool = False

    def refuse(self, value: JsonValue) -> str:
        """Return what is wrong with a value; empty for nothing."""
        if not isinstance(value, _TYPES[self.of]) or isinstance(value, bool):
            return f"`{self.name}` is a {self.of}"
        if not self.pattern:
            return ""
        odd = next((text for text in _texts(value) if not matches(self.pattern, text)), None)
        return "" if odd is None else f"`{odd[:60]}` is no `{self.name}`"


@dataclass(frozen=True, slots=True)
class Template:
    """A template without mistakes; ``bodies`` are the pointers of the contracts it makes."""

    name: str
    data: Data
    parameters: Mapping[str, Parameter]
    bodies: tuple[str, ...]


def read_template(data: Data) -> Template:
    """Return a template whose file its schema accepts."""
    value = data.value if isinstance(data.value, dict) else {}
    declared = value.get("parameters", {})
    parameters = {}
    for name, one in (declared if isinstance(declared, dict) else {}).items():
        held = one if isinstance(one, dict) else {}
        parameters[name] = Parameter(
            name,
            str(held.get("of", "text")),
            str(held.get("pattern", "")),
            str(held.get("says", "")),
            has_default="default" in held,
        )
    several = value.get("contracts")
    count = len(several) if isinstance(several, list) else 0
    bodies = tuple(child("/contracts", index) for index in range(count)) or ("/contract",)
    return Template(str(value["template"]), data, parameters, bodies)


def mistakes(template: Template) -> Iterator[Problem]:
    """Yield what is wrong with a template, whoever uses it."""
    data, used = template.data, set[str]()
    for name, parameter in template.parameters.items():
        yield from _parameter_mistakes(data, parameter, child("/parameters", name))
    for body in template.bodies:
        value = value_at(data.value, body)
        if isinstance(value, dict) and ("use" in value or "template" in value):
            message = "a template makes contracts, no templates and no uses of one"
            key = "use" if "use" in value else "template"
            yield Problem(data.locate_key(child(body, key)), message, "write the contract out")
        yield from _text_mistakes(template, body, value, used)
    for name in template.parameters:
        if name not in used:
            message = f"nothing in this template uses the parameter `{name}`"
            at = data.locate_key(child("/parameters", name))
            yield Problem(at, message, "remove it, or write it in braces where it belongs")


def _parameter_mistakes(data: Data, parameter: Parameter, pointer: str) -> Iterator[Problem]:
    if parameter.of == "text" and not parameter.pattern:
        message = f"`{parameter.name}` is a text without `pattern`"
        yield Problem(data.locate_key(pointer), message, "say what all of it must match")
    elif parameter.pattern and not is_pattern(parameter.pattern):
        message = f"`{parameter.pattern}` is no pattern"
        help_ = "the syntax is that of RE2: no look-around, no back-references"
        yield Problem(data.locate(child(pointer, "pattern")), message, help_)
    elif parameter.has_default:
        at = child(pointer, "default")
        refused = parameter.refuse(value_at(data.value, at))
        if refused:
            yield Problem(data.locate(at), refused, explain(parameter))


def _text_mistakes(
    template: Template, pointer: str, value: JsonValue, used: set[str]
) -> Iterator[Problem]:
    """Yield the mistakes in the texts and keys below a value; note the parameters they use."""
    if isinstance(value, dict):
        yield from _key_mistakes(template, pointer, value)
        used.update(value, *([hole.name for hole in holes(key)] for key in value))
        for key, inner in value.items():
            yield from _text_mistakes(template, child(pointer, key), inner, used)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _text_mistakes(template, child(pointer, index), inner, used)
    elif isinstance(value, str):
        alone = whole(value)
        for hole in holes(value):
            used.add(hole.name)
            yield from _hole_mistakes(template, pointer, hole.name, hole.stray, alone=bool(alone))


def _key_mistakes(
    template: Template, pointer: str, value: Mapping[str, JsonValue]
) -> Iterator[Problem]:
    for key in value:
        at = template.data.locate_key(child(pointer, key))
        if any(hole.name in template.parameters for hole in holes(key)):
            message = f"the key `{key[:60]}` holds a parameter, and keys are not computed"
            yield Problem(at, message, "let a parameter of type `mapping` bring keys and values")
    only = next(iter(value)) if len(value) == 1 else ""
    if only in template.parameters and value[only] is None:
        message = f"`{{{only}}}` without quotes is a mapping"
        yield Problem(template.data.locate(pointer), message, f'write `"{{{only}}}"`')


def _hole_mistakes(
    template: Template, pointer: str, name: str, stray: str, *, alone: bool
) -> Iterator[Problem]:
    at, known = template.data.locate(pointer), template.parameters
    if stray:
        yield Problem(at, f"the `{stray}` belongs to no parameter", _ESCAPE)
    elif name not in known:
        message = f"unknown parameter `{name[:60]}`{did_you_mean(name, known)}"
        yield Problem(at, message, "; ".join(filter(None, (listing("declared", known), _ESCAPE))))
    elif known[name].of != "text" and not alone:
        message = f"`{name}` is a {known[name].of}, and cannot stand within a text"
        yield Problem(at, message, f'let `"{{{name}}}"` be the whole value')


def explain(parameter: Parameter) -> str:
    """Return what a parameter takes, for the help of a problem."""
    pattern = f"pattern `{parameter.pattern}`" if parameter.pattern else ""
    return "; ".join(one for one in (parameter.says, f"a {parameter.of}", pattern) if one)


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)


def is_pattern(pattern: str) -> bool:
    """Say whether a pattern can be used."""
    return _compiled(pattern) is not None


def matches(pattern: str, text: str) -> bool:
    """Say whether a pattern matches all of a text."""
    compiled = _compiled(pattern)
    return compiled is not None and compiled.is_valid(text)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> jsonschema_rs.Draft202012Validator | None:
    """Return what matches in linear time: the validator's own engine for patterns."""
    try:
        # Alone first, so that `a)(b` does not become a pattern by the brackets around it.
        for text in (pattern, rf"\A(?:{pattern})\z"):
            found = jsonschema_rs.Draft202012Validator(
                {"pattern": text}, pattern_options=jsonschema_rs.RegexOptions()
            )
    except (ValueError, jsonschema_rs.ValidationError):
        return None
    return found
