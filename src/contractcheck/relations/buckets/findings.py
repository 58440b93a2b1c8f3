"""The sentences about buckets and statements: what stands, what the contract says, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from contractcheck.model.arguments import StatementStands
from contractcheck.model.case import drift
from contractcheck.model.clause import Clause
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.folding import without_lookalikes
from contractcheck.model.likeness import changes_meaning
from contractcheck.model.location import Location
from contractcheck.model.needs import BucketFound, PlaceFound, Unsaid
from contractcheck.model.yaml_text import yaml_scalar


def bucket_renamed(clause: Clause, label: str, bucket: BucketFound) -> Finding:
    """Say that a bucket stands under another name."""
    shown = bucket.title.text
    odd = " (it holds letters of another script)" if without_lookalikes(shown) != shown else ""
    return drift(
        clause,
        "bucket-renamed",
        subject=label,
        message=f"the bucket `{label}` stands here as `{shown}`{odd}"
        if shown
        else f"the label of the bucket `{label}` is struck through or empty here",
        places=[bucket.title.at],
        expected=label,
        observed=shown,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"call it `{label}`", bucket.title.at, label),
            *(
                [Repair(RepairTarget.CONTRACT, f"rename the bucket to `{shown}`", clause.at)]
                if shown
                else []
            ),
        ],
    )


def bucket_missing(
    clause: Clause, label: str, home: PlaceFound, strays: Sequence[Value]
) -> Finding:
    """Say that a declared bucket is not there; ``strays`` are those of its statements that stand in others."""
    places = [value.at for value in strays] or [home.at]
    count = (
        f"{len(strays)} of its statements stand" if len(strays) > 1 else "a statement of it stands"
    )
    under = f"; {count} here, under another" if strays else ""
    return drift(
        clause,
        "bucket-missing",
        subject=label,
        message=f"no bucket `{label}` stands at its home{under}",
        places=places,
        expected=label,
        repairs=[
            Repair(
                RepairTarget.DOCUMENT,
                f"restore the bucket `{label}` with its statements",
                places[0],
            ),
            Repair(RepairTarget.CONTRACT, f"take `{label}` out of `buckets`", clause.at),
        ],
    )


def unknown_bucket(clause: Clause, bucket: BucketFound) -> Finding:
    """Something stands among the buckets that is none."""
    shown = bucket.title.text
    why = "stands among the buckets" if bucket.in_run else "holds a list like a bucket"
    return drift(
        clause,
        "unknown-bucket",
        subject=shown,
        message=f"`{shown}` {why} and is not declared",
        places=[bucket.title.at],
        observed=shown,
        repairs=[
            Repair(
                RepairTarget.DOCUMENT,
                "remove it, or move its statements into a declared bucket",
                bucket.title.at,
            ),
            Repair(
                RepairTarget.CONTRACT,
                f"declare it: `{yaml_scalar(shown)}` in `other_sections` (no bucket) or in `buckets`",
                clause.at,
            ),
        ],
    )


def statement_missing(clause: Clause, bucket: BucketFound | None, hidden: Unsaid | None) -> Finding:
    """Say that a declared statement stands nowhere."""
    declared = cast("StatementStands", clause.argument)
    message = f"`{declared.bucket}` does not say: {declared.text}"
    at = bucket.title.at if bucket else clause.at
    if hidden:
        at = hidden.value.at
        message = f"this is {hidden.value.context}, so it is not said: {declared.text}"
    return drift(
        clause,
        "statement-missing",
        subject=clause.id,
        message=message,
        places=[at],
        expected=declared.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say it under `{declared.bucket}`: {declared.text}", at),
            Repair(RepairTarget.CONTRACT, "take the statement out of the contract", clause.at),
        ],
    )


def statement_left(
    clause: Clause, value: Value, shown: str, bucket: BucketFound | None, score: float
) -> Finding:
    """Say that a statement stands in a section that is no bucket."""
    moved = statement_moved(clause, value, shown, bucket, score)
    contract = Repair(RepairTarget.CONTRACT, "take the statement out of the contract", clause.at)
    return replace(
        moved,
        message=moved.message.replace("; its", ", which is no bucket; its", 1),
        repairs=(moved.repairs[0], contract),
    )


def statement_moved(
    clause: Clause, value: Value, shown: str, bucket: BucketFound | None, score: float
) -> Finding:
    """Say that a statement stands in another bucket than its own."""
    statement = cast("StatementStands", clause.argument)
    reworded = "" if score == 1.0 else f", in other words (likeness {score:.2f})"
    related = (
        [Related(bucket.title.at, f"the bucket it belongs to: `{statement.bucket}`")]
        if bucket
        else []
    )
    return drift(
        clause,
        "statement-moved",
        subject=clause.id,
        message=f"stands under `{shown}`{reworded}; its bucket is `{statement.bucket}`",
        places=[value.at],
        expected=statement.text if reworded else statement.bucket,
        observed=value.text if reworded else shown,
        related=related,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"move it back under `{statement.bucket}`", value.at),
            Repair(RepairTarget.CONTRACT, f"move it to `{shown}` in the contract", clause.at),
        ],
    )


def statement_differs(clause: Clause, value: Value, labels: Sequence[str], score: float) -> Finding:
    """Say that a statement stands in its bucket in other words."""
    statement = cast("StatementStands", clause.argument)
    changed = changes_meaning(statement.text, value.text, labels)
    what = "statement-changed" if changed else "statement-reworded"
    how = "says something else" if changed else "is worded otherwise"
    return drift(
        clause,
        what,
        subject=clause.id,
        message=f"the statement {how} (likeness {score:.2f})",
        places=[value.at],
        expected=statement.text,
        observed=value.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "say what the contract says", value.at, statement.text),
            Repair(
                RepairTarget.CONTRACT, "accept the new words", clause.at, yaml_scalar(value.text)
            ),
        ],
    )


def statement_repeated(clause: Clause, value: Value, bucket: str, first: Value) -> Finding:
    """Say that a statement stands twice."""
    where = f"again under `{bucket}`" if bucket else "again in a section that is no bucket"
    return drift(
        clause,
        "statement-repeated",
        subject=clause.id,
        message=f"the statement stands {where}; it belongs in one place",
        places=[value.at],
        observed=value.text,
        related=[Related(first.at, "it stands here already")],
        repairs=[Repair(RepairTarget.DOCUMENT, "remove this copy", value.at, "")],
    )


def undeclared_statement(clause: Clause, value: Value, bucket: str, at: Location) -> Finding:
    """Say that a bucket says more than the contract."""
    return drift(
        clause,
        "undeclared-statement",
        subject=f"{bucket}: {value.text}",
        message=f"`{bucket}` says something the contract does not hold: {value.text}",
        places=[value.at],
        observed=value.text,
        repairs=[
            Repair(
                RepairTarget.DOCUMENT, "remove it, or move it to where it belongs", value.at, ""
            ),
            Repair(
                RepairTarget.CONTRACT, f"declare it under `{bucket}`: {yaml_scalar(value.text)}", at
            ),
        ],
    )
