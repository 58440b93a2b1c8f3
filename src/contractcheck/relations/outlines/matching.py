"""The headings of a document matched with the sections a contract declares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from contractcheck.model.case import Case
from contractcheck.model.folding import fold_title
from contractcheck.model.location import Location
from contractcheck.model.outlines import Heading, SectionsAre

NUMBERED = re.compile(r"\A(?:\u00a7\s*)?(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)[.):]?\s+(?=\S)")
"""What else may stand before a title: ``2.1 Scope``, ``B) Scope``, ``IV. Scope``."""


@dataclass(frozen=True)
class Outline:
    """The headings of one document, matched with the declared sections."""

    case: Case
    argument: SectionsAre
    at: Location
    headings: Sequence[Heading]

    @cached_property
    def declared(self) -> tuple[int | None, ...]:
        """For each heading the number of the section it opens, ``None`` for none."""
        return tuple(self._number(heading.title) for heading in self.headings)

    def _number(self, title: str) -> int | None:
        forms = (fold_title(title), fold_title(NUMBERED.sub("", title)))
        for number, titles in enumerate(self.argument.titles):
            if any(form == fold_title(one) for form in forms for one in titles):
                return number
        return None

    @cached_property
    def level(self) -> int:
        """The level most of the sections stand at."""
        levels = Counter(
            one.level
            for one, number in zip(self.headings, self.declared, strict=True)
            if number is not None
        )
        return min(levels, key=lambda level: (-levels[level], level)) if levels else 0

    @cached_property
    def sections(self) -> dict[int, list[Heading]]:
        """The headings of each section; one at another level counts where none is at the usual."""
        found: dict[int, list[Heading]] = {}
        for heading, number in zip(self.headings, self.declared, strict=True):
            if number is not None:
                found.setdefault(number, []).append(heading)
        return {
            number: [one for one in each if one.level == self.level] or each[:1]
            for number, each in found.items()
        }

    @cached_property
    def missing(self) -> list[int]:
        """The sections that have no heading and may not be absent."""
        optional = {fold_title(title) for title in self.argument.optional}
        return [
            number
            for number, titles in enumerate(self.argument.titles)
            if number not in self.sections and fold_title(titles[0]) not in optional
        ]

    @cached_property
    def strangers(self) -> list[Heading]:
        """Headings at the level of the sections that open none of them."""
        return [
            one
            for one, number in zip(self.headings, self.declared, strict=True)
            if number is None and one.level == self.level and not self._is_anywhere(one.title)
        ]

    def _is_anywhere(self, title: str) -> bool:
        return any(fold_title(title) == fold_title(one) for one in self.argument.anywhere)
