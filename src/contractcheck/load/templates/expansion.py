"""Instances of templates to contracts: located data as if somebody had written them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.load.templates.template import (
    Template,
    explain,
    mistakes,
    read_template,
)
from contractcheck.load.templates.writing import Given, TooLargeError, Writer
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.data_values import value_at
from contractcheck.model.problem import Problem

TEMPLATE = "template"
"""The key of a template, and the name of its schema."""
USE = "use"
"""The key of an instance."""
_USE_SCHEMA = "template-use"


@dataclass(frozen=True, slots=True)
class Expanded:
    """The contracts that were written out or stood there already, and what was wrong."""

    contracts: tuple[Data, ...]
    problems: tuple[Problem, ...]


def expand_all(loaded: Sequence[Data], validator: SchemaValidator) -> Expanded:
    """Return the contracts among loaded files, and those that the instances among them stand for."""
    problems: list[Problem] = []
    contracts = [data for data in loaded if not _has(data, TEMPLATE) and not _has(data, USE)]
    uses = [data for data in loaded if _has(data, USE) and not _has(data, TEMPLATE)]
    templates = dict(_read_templates(loaded, validator, problems))
    for data in uses:
        found = validator.check(data, _USE_SCHEMA)
        problems += found
        if not found:
            contracts += _expand(data, templates, problems)
    return Expanded(tuple(contracts), tuple(problems))


def _has(data: Data, key: str) -> bool:
    """Say whether a file is a template, or uses one: what has a kind is a contract."""
    return isinstance(data.value, dict) and key in data.value and "kind" not in data.value


def _read_templates(
    loaded: Sequence[Data], validator: SchemaValidator, problems: list[Problem]
) -> Iterator[tuple[str, Template | None]]:
    """Yield each template by its name; one with mistakes is there and ``None``."""
    first: dict[str, Data] = {}
    for data in loaded:
        if not _has(data, TEMPLATE):
            continue
        found = validator.check(data, TEMPLATE)
        name = str(data.value.get(TEMPLATE)) if isinstance(data.value, dict) else ""
        if not found:
            template = read_template(data)
            found = sorted(set(mistakes(template)))
        if name in first:
            message = f"the template `{name[:60]}` is declared by {first[name].locate('/template')}"
            at = data.locate("/template")
            problems.append(Problem(at, message, "give one of the two another name"))
            continue
        first[name] = data
        problems += found
        yield name, None if found else template


def _expand(
    data: Data, templates: Mapping[str, Template | None], problems: list[Problem]
) -> Iterator[Data]:
    value = data.value if isinstance(data.value, dict) else {}
    name = str(value[USE])
    if name not in templates:
        message = f"no template is called `{name[:60]}`{did_you_mean(name, templates)}"
        problems.append(Problem(data.locate("/use"), message, listing("there are", templates)))
        return
    template = templates[name]
    if template is None:
        return
    found = list(_refused(data, template))
    problems += found
    if found:
        return
    given = _given(data, template)
    for body in template.bodies:
        try:
            yield Writer(template.data, data, given).write(body)
        except TooLargeError as error:
            problems.append(Problem(data.locate("/use"), str(error), "give shorter values"))


def _refused(data: Data, template: Template) -> Iterator[Problem]:
    """Yield the values that are missing, too many or other than their parameter takes."""
    values, known = _values(data), template.parameters
    for name, value in values.items():
        pointer = child("/with", name)
        if name not in known:
            message = f"`{template.name}` has no parameter `{name[:60]}`{did_you_mean(name, known)}"
            help_ = listing("it has", known) or "it has none"
            yield Problem(data.locate_key(pointer), message, help_)
        elif refused := known[name].refuse(value):
            yield Problem(data.locate(pointer), refused, explain(known[name]))
    missing = [n for n, one in known.items() if n not in values and not one.has_default]
    for name in missing:
        at = data.locate_key("/with") if "with" in _members(data) else data.locate("/use")
        message = f"the value of `{name}` is missing"
        yield Problem(at, message, explain(known[name]))


def _given(data: Data, template: Template) -> dict[str, Given]:
    """Return the values by parameter: those of the instance, else the template's own."""
    values = _values(data)
    given = {}
    for name in template.parameters:
        default = child(child("/parameters", name), "default")
        if name in values:
            given[name] = Given(values[name], data, child("/with", name))
        else:
            given[name] = Given(value_at(template.data.value, default), template.data, default)
    return given


def _values(data: Data) -> Mapping[str, JsonValue]:
    values = _members(data).get("with")
    return values if isinstance(values, dict) else {}


def _members(data: Data) -> Mapping[str, JsonValue]:
    return data.value if isinstance(data.value, dict) else {}
