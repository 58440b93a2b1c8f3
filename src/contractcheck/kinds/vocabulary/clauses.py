"""``vocabulary``: a set of names with status, shown in many views and used across the whole tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from contractcheck.kinds.vocabulary.conditions import conditions, gate_references
from contractcheck.kinds.vocabulary.contract import Vocabulary, base_of, read
from contractcheck.kinds.vocabulary.lint import lint
from contractcheck.kinds.vocabulary.rules import RULES
from contractcheck.model.arguments import (
    CountBound,
    Counted,
    MembersAre,
    NotCurrent,
    NotYet,
    Spelled,
)
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field, View, read_place, read_view, registries_named
from contractcheck.model.folding import plain
from contractcheck.model.needs import SentencesNeed
from contractcheck.model.numbers import plural
from contractcheck.model.place import MemberShape

__all__ = ["RULES", "compile", "lint", "references"]


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of the views, the names and the counts."""
    vocabulary = read(contract)
    yield from _views(vocabulary)
    yield from _names(vocabulary)
    yield from conditions(vocabulary)
    yield from _counts(vocabulary)


def references(contract: Contract) -> Iterable[Reference]:
    """Yield the APIs whose registries are views, gates of conditions, and profiles of views and counts."""
    root = Field(contract.data, "", contract.data.value)
    profiles = {name for name, _ in root.get("profiles").members()}
    yield from registries_named(root)
    yield from gate_references(read(contract))
    for field in root.get("views").each():
        view = read_view(field, MemberShape.IDENTIFIER, ())
        if view.profile and view.profile not in profiles:
            yield Reference(
                "profile", view.profile, field.get("profile").at, tuple(sorted(profiles))
            )
    for field in root.get("counts").each():
        name = field.get("profile").text
        if name and name not in profiles:
            yield Reference("profile", name, field.get("profile").at, tuple(sorted(profiles)))


def _views(vocabulary: Vocabulary) -> Iterator[Clause]:
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
            base_of(vocabulary),
            id=f"{vocabulary.contract.id}/views/{view.name}",
            says=f"{view.need.describe()} shows {size}",
            at=view.at,
            argument=MembersAre(
                members, view.bound, vocabulary.of, tolerated, vocabulary.noun, replaced, at
            ),
            needs=(view.need,),
            group=f"{vocabulary.contract.id}/views",
        )


def _names(vocabulary: Vocabulary) -> Iterator[Clause]:
    """Yield the clauses on names anywhere: superseded, deferred, misspelt."""
    base, contract = replace(base_of(vocabulary), needs=vocabulary.mentions), vocabulary.contract
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
            formerly=(*contract.formerly, *field.get("formerly").texts()),
        )
    if vocabulary.mentions[0].spelling:
        yield replace(
            base,
            id=f"{contract.id}/spelling",
            says=f"{plural(vocabulary.noun)} are spelled exactly",
            argument=Spelled(tuple(vocabulary.members)),
        )


def _counts(vocabulary: Vocabulary) -> Iterator[Clause]:
    for number, field in enumerate(vocabulary.root.get("counts").each(), 1):
        profile, phrase = field.get("profile").text, field.get("phrase").text
        members = vocabulary.of_profile(profile)
        bound = CountBound(field.get("bound").text or CountBound.EQUAL.value)
        place = read_place(field.get("at"))
        yield replace(
            base_of(vocabulary),
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
