"""The one grammar of evidence in all kinds: what shows that something holds, as a tree of entries.

An entry is a line of text (``job ci.yml docs``) or a mapping (``{path: examples/host, age: 7d}``); its
first word, or the key it has, names one of the kinds of evidence. A list means all of its entries;
``any_of`` and ``all_of`` nest. Each entry becomes a clause that only observes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contractcheck.model.ages import parse_age
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field, slug
from contractcheck.model.observed import VerdictNeed

ANY_OF, ALL_OF = "any_of", "all_of"


@dataclass(frozen=True, slots=True)
class Home:
    """Whose evidence is read: the ``clause`` it is for, and what entries need not say themselves.

    ``gate`` is the CI job that everything has to pass, ``age`` how many days old evidence may be.
    """

    contract: Contract
    clause: str
    api: str = ""
    gate: str = ""
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of evidence; ``text`` is what stands behind its word, or at its key.

    ``clause`` is the id of the clause that it becomes.
    """

    field: Field
    word: str
    text: str
    home: Home
    clause: str = ""

    def get(self, key: str) -> Field:
        """Return a member of the entry; one without a value where there is none."""
        return self.field.get(key)

    @property
    def api(self) -> str:
        """The API it asks: its own, else that of the contract."""
        return self.get("api").text or self.home.api


@dataclass(frozen=True, slots=True)
class Observable:
    """What an entry of evidence compiles to: what it shows, the relation that must hold, what to look at."""

    says: str
    argument: Argument
    needs: tuple[Need, ...] = ()


def _no_references(entry: Entry) -> Iterable[Reference]:  # noqa: ARG001 - fits ``EvidenceKind``
    return ()


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence: the ``word`` that names it, and how its entries are read."""

    word: str
    read: Callable[[Entry], Observable]
    references: Callable[[Entry], Iterable[Reference]] = _no_references


@dataclass(frozen=True, slots=True)
class Shown:
    """A leaf: the clause whose verdict is evidence, and how many days old that may be."""

    clause: str
    age: int | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts is enough."""

    parts: tuple[EvidenceTree, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is needed; of none there is no evidence."""

    parts: tuple[EvidenceTree, ...]


EvidenceTree = Shown | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class EvidenceHolds(Argument):
    """What the evidence shows of something, together with the ``waits_for`` that must hold before it.

    The verdict is ``passed`` when both do. ``noun`` is what it is called in reasons.
    """

    evidence: EvidenceTree
    waits_for: tuple[str, ...] = ()
    noun: str = "gate"


@dataclass(frozen=True, slots=True)
class ReadEvidence:
    """The evidence of one thing: how its entries go together, and a clause that observes for each."""

    tree: EvidenceTree
    clauses: tuple[Clause, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the clauses."""
        return tuple(clause.id for clause in self.clauses)


def read_evidence(field: Field, home: Home, kinds: Mapping[str, EvidenceKind]) -> ReadEvidence:
    """Return the evidence a field declares; all entries of a list are needed."""
    clauses: list[Clause] = []
    entries = list(_entries(field))
    numbers = {entry.pointer: number for number, entry in enumerate(entries, 1)}

    def tree(one: Field) -> EvidenceTree:
        if isinstance(one.value, list):
            return AllOf(tuple(tree(each) for each in one.each()))
        for key, made in ((ANY_OF, AnyOf), (ALL_OF, AllOf)):
            if one.has(key):
                return made(tuple(tree(each) for each in one.get(key).each()))
        clause = _clause(one, home, kinds, numbers[one.pointer])
        clauses.append(clause)
        return Shown(clause.id, age_of(one, home.age))

    read = AllOf(()) if field.value is None else tree(field)
    return ReadEvidence(read, tuple(clauses))


def age_of(field: Field, default: int | None = None) -> int | None:
    """Return how many days old evidence may be where a field says so."""
    return parse_age(field.get("age").text) if field.has("age") else default


def holds(evidence: ReadEvidence, base: Clause, waits_for: Sequence[str] = ()) -> Clause:
    """Return the clause that weighs the evidence; ``base`` has its id, its place and what it says."""
    return replace(
        base,
        argument=EvidenceHolds(evidence.tree, tuple(waits_for)),
        needs=(VerdictNeed((*evidence.names, *waits_for)),),
        observes=True,
    )


def entry_of(field: Field, home: Home, kinds: Mapping[str, EvidenceKind]) -> Entry:
    """Return an entry with the word that names its kind of evidence."""
    if isinstance(field.value, dict):
        word = next((word for word in kinds if field.has(word)), "")
        return Entry(field, word, field.get(word).text, home)
    text = " ".join(field.text.split())
    word = next((word for word in kinds if text.startswith(f"{word} ")), "")
    return Entry(field, word, text.removeprefix(word).strip(), home)


def evidence_references(
    field: Field, home: Home, kinds: Mapping[str, EvidenceKind]
) -> Iterator[Reference]:
    """Yield the names in evidence that must resolve."""
    for one in _entries(field):
        entry = entry_of(one, home, kinds)
        yield from kinds[entry.word].references(entry)
        if entry.field.has("api"):
            yield Reference("api", entry.api, entry.get("api").at)


def _entries(field: Field) -> Iterator[Field]:
    for key in (ANY_OF, ALL_OF):
        if field.has(key):
            for one in field.get(key).each():
                yield from _entries(one)
            return
    if isinstance(field.value, list):
        for one in field.each():
            yield from _entries(one)
    elif field.value is not None:
        yield field


def _clause(field: Field, home: Home, kinds: Mapping[str, EvidenceKind], number: int) -> Clause:
    name = slug(field.get("name").text) or str(number)
    clause = f"{home.clause}/evidence/{name}"
    entry = replace(entry_of(field, home, kinds), clause=clause)
    seen = kinds[entry.word].read(entry)
    said = "" if entry.word == "says" else entry.get("says").text
    return Clause(
        id=clause,
        kind=home.contract.kind,
        says=said or seen.says,
        at=field.at,
        argument=seen.argument,
        needs=seen.needs,
        owner=home.contract.owner,
        observes=True,
    )
