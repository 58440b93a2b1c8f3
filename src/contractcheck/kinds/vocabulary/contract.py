"""A vocabulary contract, read once, and what its clauses have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from contractcheck.model.arguments import Spelled
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.declared_members import live_members, names_in_profile
from contractcheck.model.fields import Field, everywhere, read_place, read_spelling
from contractcheck.model.needs import MentionsNeed
from contractcheck.model.place import MemberShape, Place

_OFF = "superseded"
_DEFERRED = "deferred"
CONDITIONAL = "conditional"


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary contract, read once."""

    contract: Contract
    root: Field
    of: MemberShape
    noun: str
    members: Mapping[str, Field]
    superseded: Mapping[str, tuple[tuple[str, ...], Field]]
    attributed: tuple[Place, ...]

    @cached_property
    def live(self) -> tuple[str, ...]:
        """The members that are in force."""
        return live_members(self.contract)

    @cached_property
    def deferred(self) -> tuple[str, ...]:
        """The members that are not live yet."""
        return tuple(n for n, f in self.members.items() if f.get("status").text == _DEFERRED)

    @cached_property
    def mentions(self) -> tuple[MentionsNeed, ...]:
        """The one scan of a document that serves every clause on names, for each ``within``."""
        terms = (*self.members, *self.superseded)
        spelling, variants = read_spelling(self.root.get("spelling"))
        ignored = self.root.get("not_misspelt").texts()
        return tuple(
            MentionsNeed(place, terms, self.of, spelling, variants, ignored)
            for place in everywhere(self.root)
        )

    def of_profile(self, name: str) -> tuple[str, ...]:
        """Return the live members of a profile, conditional ones included; all live ones for no profile."""
        return tuple(one for one in self.named_by(name) if one in self.live) if name else self.live

    def named_by(self, profile: str) -> tuple[str, ...]:
        """Return every name in a profile, also one that is no live member."""
        return names_in_profile(self.root.get("profiles").get(profile))

    def conditions(self) -> Iterator[tuple[str, str, Field]]:
        """Yield each condition: the profile (empty for everyone), the member, where the condition stands."""
        for name, field in self.members.items():
            if name in self.live and field.get("when").text:
                yield "", name, field.get("when")
        for profile, field in self.root.get("profiles").members():
            for name, condition in field.get("when").members():
                if name in self.live:
                    yield profile, name, condition


def read(contract: Contract) -> Vocabulary:
    """Return a contract read."""
    root = Field(contract.data, "", contract.data.value)
    members = dict(root.get("members").members())
    superseded: dict[str, tuple[tuple[str, ...], Field]] = {}
    for name, field in members.items():
        for old in field.get("supersedes").each():
            named, at = superseded.get(old.text, ((), old))
            superseded[old.text] = ((*named, name), at)
    for earlier, field in root.get("superseded").members():
        superseded[earlier] = (field.texts(), field)
    for name, field in members.items():
        if field.get("status").text == _OFF and name not in superseded:
            superseded[name] = (field.get("by").texts(), field)
    of = MemberShape(root.get("of").text or MemberShape.IDENTIFIER.value)
    noun = root.get("noun").text or "member"
    attributed = tuple(read_place(field) for field in root.get("attributed").each())
    return Vocabulary(contract, root, of, noun, members, superseded, attributed)


def base_of(vocabulary: Vocabulary) -> Clause:
    """Return what all clauses of a contract have in common."""
    contract = vocabulary.contract
    at = vocabulary.root.get("members").key_at
    return Clause(
        "", contract.kind, "", at, Spelled(()), owner=contract.owner, formerly=contract.formerly
    )
