"""Which found bucket is which declared label: there, renamed, missing or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from contractcheck.model.arguments import BucketsAre
from contractcheck.model.assignment import Text
from contractcheck.model.folding import fold
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.needs import BucketFound, StatementFound

SAME_STATEMENTS = 0.5
SAME_TITLE = 0.75


@dataclass(frozen=True, slots=True)
class Labels:
    """The outcome of matching; ``known`` has every bucket that carries its label."""

    known: tuple[tuple[str, BucketFound], ...]
    renamed: tuple[tuple[str, BucketFound], ...]
    missing: tuple[str, ...]
    unknown: tuple[BucketFound, ...]
    ignored: tuple[BucketFound, ...]

    @property
    def standing(self) -> Iterator[tuple[str, BucketFound]]:
        """Every bucket in which a statement can stand; unknown ones under the empty label."""
        yield from self.known
        yield from self.renamed
        for bucket in (*self.unknown, *self.ignored):
            yield "", bucket

    def title(self, label: str) -> BucketFound | None:
        """Return the bucket that carries (or should carry) a label."""
        named = [bucket for known, bucket in (*self.known, *self.renamed) if known == label]
        return named[0] if named else None

    def unknown_title(self, statement: StatementFound) -> str:
        """Return the title of the unknown bucket that holds a statement."""
        holders = [b for b in (*self.unknown, *self.ignored) if statement in b.statements]
        return holders[0].title.text if holders else ""


def match_labels(
    argument: BucketsAre, buckets: Sequence[BucketFound], declared: Sequence[Text]
) -> Labels:
    """Match found buckets with the declared labels; a renamed one keeps its statements or its looks."""
    known = [(bucket.label, bucket) for bucket in buckets if bucket.label]
    strangers = [bucket for bucket in buckets if not bucket.label]
    gone = [label for label in argument.labels if label not in {name for name, _ in known}]
    scored = sorted(
        (-score, order, place)
        for order, label in enumerate(gone)
        for place, bucket in enumerate(strangers)
        if (score := _sameness(label, bucket, declared))
    )
    renamed: dict[int, str] = {}
    for _, order, place in scored:
        if place not in renamed and gone[order] not in renamed.values():
            renamed[place] = gone[order]
    for place, bucket in enumerate(strangers):
        label = _misspelt(argument.labels, bucket)
        if label and place not in renamed:
            renamed[place] = label
    rest = [bucket for place, bucket in enumerate(strangers) if place not in renamed]
    return Labels(
        known=tuple(known),
        renamed=tuple((label, strangers[place]) for place, label in sorted(renamed.items())),
        missing=tuple(label for label in gone if label not in renamed.values()),
        unknown=tuple(b for b in rest if b.in_run or b.only_list),
        ignored=tuple(b for b in rest if not (b.in_run or b.only_list)),
    )


def _misspelt(labels: Sequence[str], bucket: BucketFound) -> str:
    """Return the label a stranger's title misspells, whether or not the label stands elsewhere too."""
    shown = squeezed(bucket.title.text)
    near = (
        label for label in labels if squeezed(label) == shown or is_near(shown, squeezed(label))
    )
    return next(near, "")


def _sameness(label: str, bucket: BucketFound, declared: Sequence[Text]) -> float:
    """Return how surely a stranger is the label renamed; 0 below both thresholds."""
    own = [fold(text.text) for text in declared if text.bucket == label]
    held = {fold(statement.value.text) for statement in bucket.statements}
    shared = sum(text in held for text in own) / len(own) if own else 0.0
    looks = SequenceMatcher(None, squeezed(label), squeezed(bucket.title.text)).ratio()
    if shared >= SAME_STATEMENTS or looks >= SAME_TITLE:
        return round(max(shared, looks), 3)
    return 0.0
