"""``glossary``: a list of terms, exactly these, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from contractcheck.model.arguments import MembersAre
from contractcheck.model.case import Case, drift, verdicts
from contractcheck.model.clause import Argument, Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.evidence import Value
from contractcheck.model.fields import Field, read_place
from contractcheck.model.finding import Finding, Rule, Severity
from contractcheck.model.needs import MembersNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.rules import contradiction, member_rules, place_gone
from contractcheck.model.verdict import Outcome, Verdict

COMMON = "https://contractcheck.example/schemas/v1/common.schema.json#/$defs"
SCHEMA = {
    "title": "Glossary",
    "description": "A list of terms, exactly these, in the order of the alphabet.",
    "type": "object",
    "properties": {
        "kind": {"const": "glossary"},
        "id": {"$ref": f"{COMMON}/id"},
        "owner": {"$ref": f"{COMMON}/owner"},
        "home": {"title": "home", "description": "The list.", "$ref": f"{COMMON}/place"},
        "terms": {"title": "terms", "type": "array", "items": {"$ref": f"{COMMON}/text"}},
    },
    "required": ["kind", "id", "home", "terms"],
    "additionalProperties": False,
}
RULES = (
    *member_rules("glossary", "term"),
    place_gone("glossary"),
    contradiction("glossary"),
    Rule(
        "glossary/out-of-order",
        Severity.ERROR,
        "A term stands behind one that comes after it in the alphabet.",
        "Readers look a term up where the alphabet puts it.",
        "Move the term.",
        "glossary.md  - verdict\n             - lane",
    ),
)


@dataclass(frozen=True, slots=True)
class InOrder(Argument):
    """The terms that a list shows stand in the order of the alphabet."""


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the name that kinds have
    """Yield what the contract says about the list."""
    root = Field(contract.data, "", contract.data.value)
    home, terms = root.get("home"), root.get("terms").texts()
    need = MembersNeed(read_place(home), MemberShape.PHRASE, terms)
    shown = MembersAre(terms, of=MemberShape.PHRASE, noun="term", declared=root.get("terms").at)
    for name, says, argument in (
        ("terms", f"`{home.text}` lists exactly the terms", shown),
        ("order", f"`{home.text}` lists them in the order of the alphabet", InOrder()),
    ):
        id_ = f"{contract.id}/{name}"
        yield Clause(id_, contract.kind, says, home.at, argument, (need,), owner=contract.owner)


def lint(contract: Contract, peers: Sequence[Contract]) -> Iterable[Finding]:  # noqa: ARG001
    """Find nothing: the schema says it all."""
    return ()


def references(contract: Contract) -> Iterable[Reference]:  # noqa: ARG001
    """Name nothing outside of the contract."""
    return ()


def judge_order(cases: Sequence[Case]) -> Iterator[Verdict | Finding]:
    """Find each term that stands behind one it comes before."""
    for case in cases:
        shown = [fact for fact in case.facts if isinstance(fact, Value)]
        astray = [(a, b) for a, b in pairwise(shown) if b.text.lower() < a.text.lower()]
        for before, term in astray:
            message = f"`{term.text}` stands behind `{before.text}`"
            yield drift(
                case.clause, "out-of-order", subject=term.text, message=message, places=[term.at]
            )
        yield from verdicts([case], Outcome.FAILED if astray else Outcome.PASSED)


RELATIONS = {InOrder: judge_order}
