"""What sources may use to answer a need: the ports, the configuration, and which APIs are asked live."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import RLock

from contractcheck.model.ages import last_day
from contractcheck.model.attestations import Attestation
from contractcheck.model.configuration import ApiSource, Configuration
from contractcheck.model.evidence import Gap
from contractcheck.model.report import Rested
from contractcheck.ports import Environment, Files, Http, Revisions
from contractcheck.sources.questions import Observation, Question
from contractcheck.sources.watch import Watch

DEFAULT_AGE = 30
"""How many days old a snapshot may be where neither lane nor API says it."""

Record = Callable[[Question, Observation | Gap], None]
"""Takes down what an API answered to a question."""


@dataclass(frozen=True, slots=True)
class Diary:
    """What a run rests on that does not last: ``used`` are the snapshots with their days.

    ``turns`` are the days from which on something is judged otherwise than the day before.
    """

    used: dict[str, date] = field(default_factory=dict)
    turns: set[date] = field(default_factory=set)

    def rested(self, today: date) -> tuple[Rested, ...]:
        """Return the snapshots in order with their ages; one of a later day counts nowhere."""
        used = sorted(self.used.items())
        return tuple(Rested(path, day, (today - day).days) for path, day in used if day <= today)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that APIs gave in a run, by API and identity: each is asked for once."""

    held: dict[tuple[str, str], str | Gap] = field(default_factory=dict, repr=False)
    lock: AbstractContextManager[bool] = field(default_factory=RLock, repr=False)


@dataclass(frozen=True, slots=True)
class World:
    """The outside as one run may see it; ``live`` names the APIs that may be asked over the network.

    ``today`` is the UTC day of the run, by which every age is told, and ``days`` are those on which the
    answers to one need were seen. ``record`` takes down what APIs answer, where somebody wants it.
    ``revisions`` opens the local history, where the tree has a folder. ``writes`` are the hosts, each
    ``host`` or ``host:port``, that the command line allows to be written to.
    """

    files: Files
    http: Http
    environment: Environment
    configuration: Configuration
    today: date
    live: frozenset[str] = frozenset()
    watch: Watch = field(default_factory=Watch)
    tokens: Tokens = field(default_factory=Tokens)
    attestations: tuple[Attestation, ...] = ()
    max_snapshot_age: int | None = None
    diary: Diary = field(default_factory=Diary)
    days: list[date] = field(default_factory=list)
    record: Record | None = None
    revisions: Callable[[], Revisions] | None = None
    writes: frozenset[str] = frozenset()

    def snapshot_age(self, api: ApiSource) -> int:
        """Return how many days old a snapshot of an API may be."""
        told = [age for age in (self.max_snapshot_age, api.snapshot_age) if age is not None]
        return min(told, default=DEFAULT_AGE)

    def lasts(self, observed: date, days: int) -> bool:
        """Say whether what was seen on a day is no older than so many days, and when that ends."""
        end = last_day(observed, days)
        if end < date.max:
            self.diary.turns.add(end + timedelta(days=1))
        return self.today <= end
