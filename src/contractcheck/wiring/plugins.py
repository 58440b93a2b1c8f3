"""Kinds, readers and formats of other packages: found by their entry points, loaded when needed.

The name of an entry point is the name of the kind or format, or the suffix that a reader reads.
Whatever is wrong with a plug-in ends in a message that names it and its distribution.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import NoReturn, TypeVar

from contractcheck.model.location import Location
from contractcheck.model.problem import ContractcheckError, InputError, Problem

KIND_GROUP = "contractcheck.kinds"
READER_GROUP = "contractcheck.readers"
FORMAT_GROUP = "contractcheck.formats"
_NAMES = {
    KIND_GROUP: (re.compile(r"[a-z]+(-[a-z]+)*"), "small letters joined by `-`"),
    FORMAT_GROUP: (re.compile(r"[a-z][a-z0-9-]*"), "small letters, digits and `-`"),
    READER_GROUP: (re.compile(r"\.[a-z0-9_-]+"), "a suffix in small letters: `.adoc`"),
}
_HELP = "correct, update or uninstall that package"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Plugin:
    """An entry point of another package."""

    entry: EntryPoint

    @property
    def label(self) -> str:
        """The plug-in with its distribution, as messages name it."""
        group = self.entry.group.rpartition(".")[2].removesuffix("s")
        name = f"the {group} `{self.entry.name}`"
        dist = self.entry.dist
        return f"{name} of {dist.name} {dist.version}" if dist else f"{name} of an unnamed package"

    def load(self) -> object:
        """Import what the entry point names."""
        return self.guard("be loaded", self.entry.load)

    def guard(self, what: str, call: Callable[[], _T]) -> _T:
        """Return what a call of the plug-in returns; whatever it raises is said as its fault."""
        try:
            return call()
        except ContractcheckError:
            raise
        except Exception as error:  # noqa: BLE001 - of code that is not ours
            reason = f"{type(error).__name__}: {error}".rstrip(": ")
            self.refuse(f"cannot {what}: {reason}")

    def refuse(self, why: str) -> NoReturn:
        """Raise the error that says what is wrong with the plug-in."""
        raise InputError([Problem(Location(self.label), why, _HELP)])


def find_plugins(group: str, built_in: Collection[str]) -> Mapping[str, Plugin]:
    """Return the plug-ins of a group by name; none is imported.

    Raises ``InputError`` for names that are built in, that two packages offer, or that are none.
    """
    found: dict[str, Plugin] = {}
    pattern, form = _NAMES[group]
    for entry in _entries(group):
        plugin = Plugin(entry)
        if entry.name in built_in:
            plugin.refuse(f"`{entry.name}` is built in, and its name cannot be taken")
        if not pattern.fullmatch(entry.name):
            plugin.refuse(f"`{entry.name}` cannot be its name: {form}")
        if entry.name in found:
            plugin.refuse(f"{found[entry.name].label} has that name too")
        found[entry.name] = plugin
    return found


@cache
def _entries(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group in a fixed order."""
    return tuple(sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)))
