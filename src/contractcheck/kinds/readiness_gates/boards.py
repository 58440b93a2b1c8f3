"""``listed_in``: the boards of documents that show the gates."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.readiness_gates.contract import Gate, Gates
from contractcheck.model.boards import (
    USUAL_WORDS,
    BoardNeed,
    GatesListed,
    ListedGate,
    ShownStatus,
    StatusWords,
)
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field, read_place


def boards(read: Gates) -> Iterator[Clause]:
    """Yield a clause for each board: it shows every gate, no other, as it is declared."""
    gates = tuple(_listed(gate) for gate in read.gates)
    noun = read.root.get("noun").text or "gate"
    for number, field in enumerate(read.root.get("listed_in").each()):
        place = read_place(field)
        yield read.clause(
            "listed" + (f"-{number + 1}" if number else ""),
            f"{place} shows the {len(gates)} {noun}s as they are declared",
            read.root.get("listed_in"),
            GatesListed(
                gates,
                _words(read.root),
                field.get("status").text,
                field.get("owner").text,
                noun,
                others=field.get("others").text.lower() == "true",
            ),
            (BoardNeed(place),),
        )


def _listed(gate: Gate) -> ListedGate:
    texts = (gate.field.get("says").text, *gate.field.get("called").texts(), gate.name)
    at = gate.field.get("declared").at if gate.field.has("declared") else gate.field.key_at
    known = tuple(dict.fromkeys(text for text in texts if text))
    return ListedGate(gate.name, known, gate.declared, gate.owner, at)


def _words(root: Field) -> StatusWords:
    own = root.get("status_words")
    words = [(word, status) for status, usual in USUAL_WORDS.items() for word in usual]
    words += [(word, status) for status in ShownStatus for word in own.get(status.value).texts()]
    return tuple(dict(words).items())
