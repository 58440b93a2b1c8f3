"""What contradicts itself in a vocabulary, or in two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contractcheck.kinds.vocabulary.contract import CONDITIONAL, Vocabulary, base_of, read
from contractcheck.model.case import drift
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding


def lint(contract: Contract, peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield names that are live and superseded, deferrals and conditions that lack a part, odd profiles."""
    vocabulary = read(contract)
    yield from _superseded(vocabulary)
    yield from _deferred(vocabulary)
    yield from _conditional(vocabulary)
    for peer in map(read, peers):
        yield from _quarrels(vocabulary, peer)
    yield from _profiles(vocabulary)


def _superseded(vocabulary: Vocabulary) -> Iterator[Finding]:
    for name in vocabulary.live:
        if name in vocabulary.superseded:
            field = vocabulary.superseded[name][1]
            yield _fault(
                vocabulary, name, field, "contradiction", f"`{name}` is live and superseded"
            )


def _deferred(vocabulary: Vocabulary) -> Iterator[Finding]:
    for name in vocabulary.deferred:
        field = vocabulary.members[name]
        absent = [key for key in ("until", "owner") if not field.get(key).text]
        if absent:
            message = f"`{name}` is deferred without {' and '.join(f'`{key}`' for key in absent)}"
            yield _fault(vocabulary, name, field, "deferral-incomplete", message)


def _conditional(vocabulary: Vocabulary) -> Iterator[Finding]:
    conditional = {name for _, name, _ in vocabulary.conditions()}
    for name, field in vocabulary.members.items():
        if field.get("status").text == CONDITIONAL and name not in conditional:
            message = f"`{name}` is conditional, and nothing says when it holds"
            yield _fault(vocabulary, name, field, "condition-missing", message)


def _profiles(vocabulary: Vocabulary) -> Iterator[Finding]:
    for profile, field in vocabulary.root.get("profiles").members():
        for name in vocabulary.named_by(profile):
            if name not in vocabulary.live:
                message = (
                    f"the profile `{profile}` holds `{name}`, which is no live {vocabulary.noun}"
                )
                yield _fault(vocabulary, name, field, "contradiction", message)


def _quarrels(vocabulary: Vocabulary, peer: Vocabulary) -> Iterator[Finding]:
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


def _fault(vocabulary: Vocabulary, name: str, field: Field, what: str, message: str) -> Finding:
    clause = replace(
        base_of(vocabulary), id=f"{vocabulary.contract.id}/members", says="the contract itself"
    )
    return drift(clause, what, subject=name, message=message, places=[field.key_at])
