"""What a run is put together from: typed tables that ``wiring`` fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from contractcheck.model.case import Case
from contractcheck.model.clause import Argument, Need
from contractcheck.model.document import Document
from contractcheck.model.evidence import Evidence, Fact, Gap
from contractcheck.model.finding import Finding
from contractcheck.model.kind import Kind
from contractcheck.model.stance import Role
from contractcheck.model.verdict import Verdict

Judge = Callable[[Sequence[Case]], Iterable[Verdict | Finding]]
Collect = Callable[[Any], "Evidence | Gap"]
"""Answers a need; the source behind it is bound to the world by ``wiring``."""


class ReadDocument(Protocol):
    """A document reader."""

    def __call__(
        self,
        path: str,
        content: bytes,
        *,
        role: Role,
        history: Sequence[str],
        generated: Sequence[str],
    ) -> Document:
        """Return the located tree; raise ``UnreadableError``."""


@dataclass(frozen=True, slots=True)
class Selector:
    """How one need is answered from a document; ``touches`` says from its raw text whether it can be."""

    select: Callable[[Document, Any], Iterable[Fact]]
    touches: Callable[[str, Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Registries:
    """Everything that is built in or registered, by the type or name it answers to."""

    kinds: Mapping[str, Kind]
    relations: Mapping[type[Argument], Judge]
    selectors: Mapping[type[Need], Selector]
    readers: Mapping[str, ReadDocument]
    """Document readers by file suffix."""
