"""``vocabulary``: a set of names with status, shown in many views and used across the whole tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from contractcheck.kinds.vocabulary.rules import RULES
from contractcheck.model.arguments import (
    CountBound,
    Counted,
    MembersAre,
    NotCurrent,
    NotYet,
    Spelled,
)
from contractcheck.model.case import drift
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field, View, everywhere, read_place, read_view
from contractcheck.model.finding import Finding
from contractcheck.model.folding import plain
from contractcheck.model.needs import MentionsNeed, RegistryNeed, SentencesNeed
from contractcheck.model.numbers import plural
from contractcheck.model.place import MemberShape, Place

__all__ = ["RULES", "compile", "lint", "references"]

_OFF = "superseded"
_DEFERRED = "deferred"


@dataclass(frozen=True)
class _Vocabulary:
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
        return tuple(
            n for n, f in self.members.items() if f.get("status").text not in {_DEFERRED, _OFF}
        )

    @cached_property
    def deferred(self) -> tuple[str, ...]:
        """The members that are not live yet."""
        return tuple(n for n, f in self.members.items() if f.get("status").text == _DEFERRED)

    @cached_property
    def mentions(self) -> tuple[MentionsNeed, ...]:
        """The one scan of a document that serves every clause on names, for each ``within``."""
        terms = (*self.members, *self.superseded)
        spelling = self.root.get("spelling").value is not False
        ignored = self.root.get("not_misspelt").texts()
        return tuple(
            MentionsNeed(place, terms, self.of, spelling=spelling, ignored=ignored)
            for place in everywhere(self.root)
        )

    def of_profile(self, name: str) -> tuple[str, ...]:
        """Return the live members of a profile, conditional ones included; all live ones for no profile."""
        return tuple(one for one in self.named_by(name) if one in self.live) if name else self.live

    def named_by(self, profile: str) -> tuple[str, ...]:
        """Return every name in a profile, also one that is no live member."""
        field = self.root.get("profiles").get(profile)
        conditional = tuple(member for member, _ in field.get("when").members())
        return tuple(dict.fromkeys((*field.get("only").texts(), *conditional)))


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of the views, the names and the counts."""
    vocabulary = _read(contract)
    yield from _views(vocabulary)
    yield from _names(vocabulary)
    yield from _counts(vocabulary)


def lint(contract: Contract, peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield names that are both live and superseded, deferrals nobody owns, profiles of strangers."""
    vocabulary = _read(contract)
    for name in vocabulary.live:
        if name in vocabulary.superseded:
            field = vocabulary.superseded[name][1]
            yield _fault(
                vocabulary, name, field, "contradiction", f"`{name}` is live and superseded"
            )
    for name in vocabulary.deferred:
        field = vocabulary.members[name]
        absent = [key for key in ("until", "owner") if not field.get(key).text]
        if absent:
            message = f"`{name}` is deferred without {' and '.join(f'`{key}`' for key in absent)}"
            yield _fault(vocabulary, name, field, "deferral-incomplete", message)
    for peer in map(_read, peers):
        yield from _quarrels(vocabulary, peer)
    for profile, field in vocabulary.root.get("profiles").members():
        for name in vocabulary.named_by(profile):
            if name not in vocabulary.live:
                message = (
                    f"the profile `{profile}` holds `{name}`, which is no live {vocabulary.noun}"
                )
                yield _fault(vocabulary, name, field, "contradiction", message)


def _quarrels(vocabulary: _Vocabulary, peer: _Vocabulary) -> Iterator[Finding]:
    """Yield names that are live in one of two contracts and superseded in the other."""
    for name in (*vocabulary.live, *vocabulary.superseded):
        both = (name in vocabulary.live and name in peer.superseded) or (
            name in peer.live and name in vocabulary.superseded
        )
        if both:
            held = vocabulary.members.get(name)
            field = held if held is not None else vocabulary.superseded[name][1]
            message = (
                f"`{name}` is live in one contract and superseded in another: {peer.contract.id}"
            )
            yield _fault(vocabulary, name, field, "contradiction", message)


def references(contract: Contract) -> Iterable[Reference]:
    """Yield the APIs whose registries are views, and the profiles views and counts name."""
    root = Field(contract.data, "", contract.data.value)
    profiles = {name for name, _ in root.get("profiles").members()}
    for field in root.get("views").each():
        view = read_view(field, MemberShape.IDENTIFIER, ())
        if isinstance(view.need, RegistryNeed):
            yield Reference("api", view.need.api, field.at)
        if view.profile and view.profile not in profiles:
            yield Reference(
                "profile", view.profile, field.get("profile").at, tuple(sorted(profiles))
            )
    for field in root.get("counts").each():
        name = field.get("profile").text
        if name and name not in profiles:
            yield Reference("profile", name, field.get("profile").at, tuple(sorted(profiles)))


def _read(contract: Contract) -> _Vocabulary:
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
    return _Vocabulary(contract, root, of, noun, members, superseded, attributed)


def _base(vocabulary: _Vocabulary) -> Clause:
    contract = vocabulary.contract
    at = vocabulary.root.get("members").key_at
    return Clause(
        "", contract.kind, "", at, Spelled(()), owner=contract.owner, formerly=contract.formerly
    )


def _views(vocabulary: _Vocabulary) -> Iterator[Clause]:
    known = (*vocabulary.members, *vocabulary.superseded)
    replaced = tuple((old, news) for old, (news, _) in vocabulary.superseded.items())
    at = vocabulary.root.get("members").key_at
    for field in vocabulary.root.get("views").each():
        view: View = read_view(field, vocabulary.of, known)
        members = vocabulary.of_profile(view.profile)
        tolerated = tuple(name for name in known if name not in vocabulary.live)
        of_profile = f" of {view.profile}" if view.profile else ""
        size = f"{view.bound.value} the {len(members)} {plural(vocabulary.noun)}{of_profile}"
        yield replace(
            _base(vocabulary),
            id=f"{vocabulary.contract.id}/views/{view.name}",
            says=f"{view.need.describe()} shows {size}",
            at=view.at,
            argument=MembersAre(
                members, view.bound, vocabulary.of, tolerated, vocabulary.noun, replaced, at
            ),
            needs=(view.need,),
            group=f"{vocabulary.contract.id}/views",
        )


def _names(vocabulary: _Vocabulary) -> Iterator[Clause]:
    """Yield the clauses on names anywhere: superseded, deferred, misspelt."""
    base, contract = replace(_base(vocabulary), needs=vocabulary.mentions), vocabulary.contract
    for old, (replacements, field) in vocabulary.superseded.items():
        now = " or ".join(replacements) or "nothing"
        yield replace(
            base,
            id=f"{contract.id}/superseded/{old}",
            says=f"{old} is superseded by {now}",
            at=field.at,
            argument=NotCurrent(old, replacements, vocabulary.attributed),
        )
    for name in vocabulary.deferred:
        field = vocabulary.members[name]
        until = field.get("until").text
        yield replace(
            base,
            id=f"{contract.id}/deferred/{name}",
            says=f"{name} is deferred" + (f" until {until}" if until else ""),
            at=field.key_at,
            argument=NotYet(name, until, vocabulary.attributed),
        )
    if vocabulary.mentions[0].spelling:
        yield replace(
            base,
            id=f"{contract.id}/spelling",
            says=f"{plural(vocabulary.noun)} are spelled exactly",
            argument=Spelled(tuple(vocabulary.members)),
        )


def _counts(vocabulary: _Vocabulary) -> Iterator[Clause]:
    for number, field in enumerate(vocabulary.root.get("counts").each(), 1):
        profile, phrase = field.get("profile").text, field.get("phrase").text
        members = vocabulary.of_profile(profile)
        bound = CountBound(field.get("bound").text or CountBound.EQUAL.value)
        place = read_place(field.get("at"))
        yield replace(
            _base(vocabulary),
            id=f"{vocabulary.contract.id}/count-{number}",
            says=f"`{phrase}` in {place}: {bound.value} {len(members)}",
            at=field.get("phrase").at,
            argument=Counted(phrase, len(members), bound, required=bound is not CountBound.FORBID),
            needs=(SentencesNeed(place, _words(phrase)),),
        )


def _words(phrase: str) -> tuple[str, ...]:
    """Return the longest whole word of a counted phrase: a sentence without it cannot hold the count."""
    words = [word for word in plain(phrase).split() if "{count}" not in word]
    return (max(words, key=len),) if words else ()


def _fault(vocabulary: _Vocabulary, name: str, field: Field, what: str, message: str) -> Finding:
    clause = replace(
        _base(vocabulary), id=f"{vocabulary.contract.id}/members", says="the contract itself"
    )
    return drift(clause, what, subject=name, message=message, places=[field.key_at])
