"""``support-buckets``: statements in buckets of support, each in its own, backed where it says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contractcheck.kinds.support_buckets.rules import RULES
from contractcheck.model.arguments import (
    BucketsAre,
    Counted,
    Enumerated,
    MembersAre,
    Spelled,
    StatementStands,
)
from contractcheck.model.case import drift
from contractcheck.model.claims import NeverClaimed, SaidNeed, read_claim
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import (
    Field,
    everywhere,
    read_place,
    read_view,
    registries_named,
    slug,
)
from contractcheck.model.finding import Finding, Related
from contractcheck.model.folding import fold
from contractcheck.model.needs import BucketsNeed, MentionsNeed, SentencesNeed
from contractcheck.model.place import MemberShape, Place
from contractcheck.model.proofs import proof_clauses
from contractcheck.model.words import is_name

__all__ = ["RULES", "compile", "lint", "references"]

_DEFAULT_NAME = ("buckets",)


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of the buckets, their statements, proofs, views and labels."""
    root = Field(contract.data, "", contract.data.value)
    homes = [read_place(field) for field in root.get("home").each()]
    yield from _home(contract, root, homes)
    for label, _, _, field in _statements(root):
        clause_id = _statement_id(contract, label, field)
        yield from proof_clauses(contract, clause_id, field, root.get("gate").text)
        yield from _claims(contract, clause_id, field, everywhere(root))
    yield from _views(contract, root)
    yield from _labels(contract, root, homes)


def lint(contract: Contract, peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield statements that stand twice, in the contract or in another with the same home."""
    root = Field(contract.data, "", contract.data.value)
    head, *statements = _home(contract, root, [])
    homes = set(root.get("home").texts())
    first: dict[str, Clause] = {}
    for peer in peers:
        other = Field(peer.data, "", peer.data.value)
        if homes & set(other.get("home").texts()):
            first.update({_said(clause): clause for clause in list(_home(peer, other, []))[1:]})
    for clause in statements:
        earlier = first.setdefault(_said(clause), clause)
        if earlier is not clause:
            yield drift(
                clause,
                "contradiction",
                subject=clause.id,
                message="contracts hold this statement twice",
                places=[clause.at],
                observed=_said(clause),
                related=[Related(earlier.at, "the first")],
            )
    others = {fold(field.text): field for field in root.get("other_sections").each()}
    for label, field in root.get("buckets").members():
        if fold(label) in others:
            yield drift(
                head,
                "contradiction",
                subject=label,
                message=f"`{label}` is a bucket and one of `other_sections`",
                places=[field.key_at],
                related=[Related(others[fold(label)].at, "named here as no bucket")],
            )


def _said(clause: Clause) -> str:
    """Return a statement's text as it is compared."""
    argument = clause.argument
    return fold(argument.text) if isinstance(argument, StatementStands) else ""


def references(contract: Contract) -> Iterable[Reference]:
    """Yield the APIs whose registries are views, open buckets, and profiles, which buckets do not have."""
    root = Field(contract.data, "", contract.data.value)
    yield from registries_named(root)
    labels = tuple(label for label, _ in root.get("buckets").members())
    for field in root.get("open").each():
        yield Reference("bucket", field.text, field.at, labels)
    for field in root.get("views").each():
        view = read_view(field, MemberShape.PHRASE, ())
        if view.profile:
            yield Reference("profile", view.profile, field.get("profile").at)


def _statements(root: Field) -> Iterator[tuple[str, str, Field, Field]]:
    """Yield label, text, the place of the text, and the field of each statement."""
    for label, bucket in root.get("buckets").members():
        for _, field in bucket.members():
            says = field.get("says") if isinstance(field.value, dict) else field
            yield label, says.text, says, field


def _statement_id(contract: Contract, label: str, field: Field) -> str:
    return f"{contract.id}/{slug(label)}/{field.pointer.rpartition('/')[2]}"


def _home(contract: Contract, root: Field, homes: list[Place]) -> Iterator[Clause]:
    labels = tuple(label for label, _ in root.get("buckets").members())
    others = root.get("other_sections").texts()
    needs = tuple(BucketsNeed(place, labels, others) for place in homes)
    group = f"{contract.id}/home"
    head = Clause(
        id=f"{contract.id}/buckets",
        kind=contract.kind,
        says=f"exactly these {len(labels)} buckets: {', '.join(labels)}",
        at=root.get("buckets").key_at,
        argument=BucketsAre(labels, others, root.get("open").texts(), root.get("home").at),
        needs=needs,
        group=group,
        formerly=contract.formerly,
        owner=contract.owner,
    )
    yield head
    for label, text, says, field in _statements(root):
        yield replace(
            head,
            id=_statement_id(contract, label, field),
            says=f"{label}: {text}",
            at=says.at,
            argument=StatementStands(label, text),
            formerly=field.get("formerly").texts(),
        )


def _claims(
    contract: Contract, clause_id: str, field: Field, within: tuple[Place, ...]
) -> Iterator[Clause]:
    """Yield the clause of what a statement forbids to claim anywhere."""
    claims = field.get("never_claimed")
    if claims.value is None:
        return
    claim = read_claim(claims)
    yield Clause(
        id=f"{clause_id}/never-claimed",
        kind=contract.kind,
        says=f"never claimed: {claim}",
        at=claims.key_at,
        argument=NeverClaimed(claim),
        needs=tuple(SaidNeed(place, claim.words) for place in within),
        owner=contract.owner,
    )


def _views(contract: Contract, root: Field) -> Iterator[Clause]:
    labels = tuple(label for label, _ in root.get("buckets").members())
    at = root.get("buckets").key_at
    for field in root.get("views").each():
        view = read_view(field, MemberShape.PHRASE, labels)
        yield Clause(
            id=f"{contract.id}/views/{view.name}",
            kind=contract.kind,
            says=f"{view.need.describe()} shows {view.bound.value} the {len(labels)} buckets",
            at=view.at,
            argument=MembersAre(labels, view.bound, MemberShape.PHRASE, noun="bucket", declared=at),
            needs=(view.need,),
            group=f"{contract.id}/views",
            owner=contract.owner,
        )


def _view_places(root: Field) -> tuple[Place, ...]:
    """Return the places in documents that are views; of their headings the innermost."""
    places = [
        read_place(f) for f in root.get("views").each() if not (f.has("registry") or f.has("file"))
    ]
    return tuple(replace(place, section=place.section[-1:]) for place in places)


def _labels(contract: Contract, root: Field, homes: list[Place]) -> Iterator[Clause]:
    """Yield the clauses on labels outside their home: counts, enumerations, spelling."""
    labels = tuple(label for label, _ in root.get("buckets").members())
    called = root.get("called").texts() or _DEFAULT_NAME
    places = (
        list(everywhere(root))
        if root.has("called")
        else [Place(home.documents, home.section) for home in homes]
    )
    at = (root.get("called") if root.has("called") else root.get("buckets")).key_at
    needs = tuple(SentencesNeed(place, called) for place in dict.fromkeys(places))
    base = Clause("", contract.kind, "", at, Spelled(()), owner=contract.owner)
    counted = [n for n in called if not any(n != one and n.endswith(f" {one}") for one in called)]
    for number, name in enumerate(counted):
        yield replace(
            base,
            id=f"{contract.id}/count" + (f"-{number + 1}" if number else ""),
            says=f"wherever {name} are counted, there are {len(labels)}",
            argument=Counted(name, len(labels)),
            needs=needs,
        )
    yield replace(
        base,
        id=f"{contract.id}/enumerations",
        says=f"wherever {' or '.join(called)} are enumerated: {', '.join(labels)}",
        argument=Enumerated(labels, called, _view_places(root)),
        needs=tuple(replace(need, titled=True) for need in needs),
    )
    names = tuple(label for label in labels if is_name(label))
    if not names:
        return
    yield replace(
        base,
        id=f"{contract.id}/spelling",
        says=f"labels spelled exactly: {', '.join(names)}",
        at=root.get("buckets").key_at,
        argument=Spelled(names),
        needs=tuple(
            MentionsNeed(
                place,
                names,
                MemberShape.PHRASE,
                spelling=True,
                ignored=root.get("not_misspelt").texts(),
            )
            for place in everywhere(root)
        ),
    )
