"""Settings of a program: how a deployment gives them, where documents name them, which secrets are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument, Need
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed


class Given(Enum):
    """How a setting is given."""

    VALUE = "a value"
    REFERENCE = "a reference"
    EMPTY = "empty"
    UNDECIDABLE = "cannot be decided"


@dataclass(frozen=True, slots=True)
class SettingsNeed(Need):
    """The settings that files of a path or glob give: facts are ``SettingsFile``, ``SettingGiven``, ``SecretRead``."""

    pattern: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return self.pattern


@dataclass(frozen=True, slots=True)
class SettingsFile(Fact):
    """A file of settings: ``at`` is where a further one would stand.

    ``alone`` says that it is a deployment of its own; ``open_to`` what else gives settings that
    nobody can see from here.
    """

    at: Location
    alone: bool = False
    open_to: str = ""


@dataclass(frozen=True, slots=True)
class SettingGiven(Fact):
    """A setting as a file gives it; ``why`` says what makes it empty or undecidable."""

    name: str
    given: Given
    at: Location
    why: str = ""


@dataclass(frozen=True, slots=True)
class SecretRead(Fact):
    """A secret a deployment reads: ``names`` it goes by, and ``way``, as ``secrets.KEY`` or ``secretKeyRef a/b``."""

    names: tuple[str, ...]
    way: str
    at: Location


@dataclass(frozen=True, slots=True)
class NamesNeed(DocumentNeed):
    """The settings a place names: facts are ``PlaceFound`` and ``NameFound``."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameFound(Fact):
    """A name in a document, a declared one or one that is built like a setting; ``optional`` where called so."""

    name: str
    value: Value
    optional: bool = False


@dataclass(frozen=True, slots=True)
class SettingDocumented(Argument):
    """At least one of ``names`` stands at the place, and is not called optional."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingProvided(Argument):
    """At least one of ``names`` is given there, by a value or a reference."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecretsDeclared(Argument):
    """Every secret that is read is one of ``secrets``, each in one of its ways where it names any."""

    secrets: tuple[tuple[str, tuple[str, ...]], ...]
    others: tuple[str, ...] = ()


_NO_VALUE = re.compile(r"\$\{\w+:?-\s*(?:''|\"\")?\}")
_DEFAULT = re.compile(r"\$\{\w+:?-[^}]+\}")
_REFERS = re.compile(r"\$\w|\$\{\w|\$\(\w|\$\{\{")


def how_given(text: str | None) -> tuple[Given, str]:
    """Return how a text gives a setting, and why that is nothing or nobody can tell."""
    if text is None or not text.strip():
        return Given.EMPTY, "nothing stands there"
    bare = text.strip()
    if bare in {"''", '""', "${{ '' }}", "null", "~"}:
        return Given.EMPTY, "it is an empty text"
    if _NO_VALUE.fullmatch(bare):
        return Given.EMPTY, f"`{bare}` is empty where the variable is not set"
    if re.search(r"(?<!\$)\{\{|<%", bare):
        return Given.UNDECIDABLE, "a template makes the value"
    if _REFERS.search(bare) and not _DEFAULT.fullmatch(bare):
        return Given.REFERENCE, ""
    return Given.VALUE, ""


_SECRET_NAME = re.compile(
    r"(?:^|[_.-])(?:key|token|secret|password|passwd|passphrase|credentials?|apikey)$",
    re.IGNORECASE,
)


_SWITCH = re.compile(
    r"(?:^|[_.-])(?:allow|enable|disable|require|skip|random)(?=[_.-])|public", re.IGNORECASE
)
"""A name that says how a secret is dealt with: ``MYSQL_ALLOW_EMPTY_PASSWORD``."""


def is_named_like_a_secret(name: str) -> bool:
    """Say whether the name of a setting says that its value is secret."""
    return bool(_SECRET_NAME.search(name)) and not _SWITCH.search(name)
