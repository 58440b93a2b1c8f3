"""What a person confirmed: an attestation, what it must be to count, and why one does not count."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from contractcheck.model.clause import Argument, Need
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that a person looked at, with the digest it had then; ``at`` is where that is written."""

    path: str
    digest: str
    at: Location


@dataclass(frozen=True, slots=True)
class Attestation:
    """That somebody in a ``role`` confirmed the ``subjects`` on a day, and by what that can be followed up.

    A subject is a clause, a gate, or a name of one. It counts up to and with the day it ``expires``.
    """

    subjects: tuple[str, ...]
    role: str
    on: date
    reference: str
    at: Location
    expires: date | None = None
    of: tuple[LookedAt, ...] = ()


@dataclass(frozen=True, slots=True)
class AttestationNeed(Need):
    """The attestations of a ``subject``: facts are ``AttestationFound``, and evidence may lack any."""

    subject: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"attestations of {self.subject}"


@dataclass(frozen=True, slots=True)
class AttestationFound(Fact):
    """An attestation as it stands on the day of the run.

    ``changed`` says of each file that is not what was looked at what became of it.
    """

    attestation: Attestation
    today: date
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmedBy(Argument):
    """Somebody in this role confirmed it, and that still counts."""

    role: str


def covers(subject: str, clause: str) -> bool:
    """Say whether what is confirmed for a subject is confirmed for a clause: the same, or a part of it."""
    return clause == subject or clause.startswith(f"{subject}/")


def same_role(left: str, right: str) -> bool:
    """Say whether two roles are one: letter case and spaces aside."""
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()


DIGEST = "sha256:"
"""How a digest begins: it names its function."""


def digest_of(content: bytes) -> str:
    """Return the digest of a file; line ends of a text are those of a checkout, and are no change."""
    is_text = b"\0" not in content
    plain = content.replace(b"\r\n", b"\n") if is_text else content
    return f"{DIGEST}{hashlib.sha256(plain).hexdigest()}"
