"""Labels exactly as written at their places, spelled right anywhere, and pairs that belong together."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.arguments import Spelled
from contractcheck.model.clause import Clause
from contractcheck.model.fields import read_spelling, slug
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold
from contractcheck.model.labels import LabelStands, PairsHold
from contractcheck.model.needs import MentionsNeed
from contractcheck.model.place import MemberShape, Place
from contractcheck.model.units import UnitsNeed


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for each label at each place, one for spelling, and those of the pairs."""
    lefts = [left for left, _ in boundaries.root.get("pairs").members()]
    for name, field in boundaries.root.get("labels").members():
        labels = field.get("exactly_as_written").texts()
        for label in labels:
            path = f"labels/{name}/{slug(label)}"
            for ending, place in boundaries.named_places(path, field.get("at")):
                yield boundaries.clause(
                    ending,
                    f"`{label}` stands at {place}",
                    field,
                    LabelStands(label, labels, next((left for left in lefts if left in label), "")),
                    (UnitsNeed(place),),
                    group=f"labels/{name}",
                )
        spelling, variants = read_spelling(field.get("spelling"))
        if spelling:
            yield boundaries.clause(
                f"labels/{name}/spelling",
                f"{', '.join(labels)} are spelled so everywhere",
                field,
                Spelled(labels),
                tuple(
                    MentionsNeed(
                        place, labels, MemberShape.PHRASE, spelling=True, variants=variants
                    )
                    for place in boundaries.everywhere
                ),
            )
    yield from _pairs(boundaries)


def _pairs(boundaries: Boundaries) -> Iterator[Clause]:
    field = boundaries.root.get("pairs")
    pairs = tuple((left, right.text) for left, right in field.members())
    if not pairs:
        return
    said = ", ".join(f"{left} with {right}" for left, right in pairs)
    lefts = tuple(left for left, _ in pairs)
    yield boundaries.clause(
        "pairs",
        f"{said}, and with no other",
        field,
        PairsHold(pairs, *_labels(boundaries)),
        tuple(UnitsNeed(place, words=lefts) for place in boundaries.everywhere),
    )


def _labels(boundaries: Boundaries) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Return all labels, and all places at which they are judged one by one."""
    fields = [field for _, field in boundaries.root.get("labels").members()]
    labels = tuple(one for field in fields for one in field.get("exactly_as_written").texts())
    return labels, tuple(one for field in fields for one in boundaries.places(field.get("at")))


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield partners that two labels share: beside such a one nothing can be told."""
    seen: dict[str, str] = {}
    for left, right in boundaries.root.get("pairs").members():
        other = seen.setdefault(fold(right.text), left)
        if other != left:
            message = f"`{right.text}` is the partner of `{other}` and of `{left}`"
            yield from boundaries.contradiction("pairs", right, right.text, message)
