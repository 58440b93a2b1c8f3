"""No secret stands in what a run reads: the truth that is judged in every run, without a contract."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractcheck.model.clause import Argument, Need
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location

BUILT_IN = "contractcheck.secrets"
"""The id of the contract that nobody writes."""


@dataclass(frozen=True, slots=True)
class SecretsNeed(Need):
    """The secrets in these files and in all that the run has read before: facts are ``SecretFound``."""

    files: tuple[str, ...]

    def describe(self) -> str:
        """Say for people what is looked at."""
        return "everything the run reads: configuration, contracts, documents, data, answers"


@dataclass(frozen=True, slots=True)
class SecretFound(Fact):
    """A secret in a file or an answer; its value stands in no representation."""

    what: str
    masked: str
    at: Location
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoSecrets(Argument):
    """Nothing that is found is a secret."""
