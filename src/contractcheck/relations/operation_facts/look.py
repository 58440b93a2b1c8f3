"""An operation as a group of cases looks at it, and how its faults are told: each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contractcheck.model.api_operation import Described
from contractcheck.model.api_schema import ApiField, Schema
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.renames import renames
from contractcheck.model.schema_places import place_of_fields

REQUEST = "request"
_DEEPEST = 20
"""How many lists may stand in each other."""


@dataclass(slots=True)
class Look:
    """One operation, what of it the contract names, and what findings have said is not there."""

    described: Described
    fields: frozenset[str]
    """Names of fields and parameters the contract speaks of: none of them is the new name of another."""
    server: frozenset[str] = frozenset()
    """What the server sets: a request that takes it is told by the clause on that."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """New names of fields of the request by their old ones."""
    absent: set[tuple[str, str]] = field(default_factory=set)

    def request_field(self, path: str) -> ApiField | None:
        """Return a field that a client may send."""
        body = self.described.request
        found = body.schema.at_path(path) if body else None
        return None if found is None or found.schema.read_only else found

    def answer_field(self, path: str, status: str = "") -> ApiField | None:
        """Return a field that an answer may show."""
        body = self.described.response(status)
        found = body.schema.at_path(path) if body else None
        return None if found is None or found.schema.write_only else found

    def answer_side(self, status: str = "") -> str:
        """Return what an answer is called among what is absent."""
        found = self.described.answer(status)
        return f"answer {found.status if found else status}".strip()

    def is_told_of_answer(self, path: str, status: str = "") -> bool:
        """Say the same of an answer; one that is made of the request lacks what that lacks."""
        sent, shown = self.described.request, self.described.response(status)
        made_of_it = sent and shown and sent.schema.target in shown.schema.written_at
        if made_of_it and self.is_told(REQUEST, path):
            return True
        return self.is_told(self.answer_side(status), path)

    def is_told(self, side: str, path: str) -> bool:
        """Say whether a finding has said already that this, or what it stands in, is not there."""
        parts = path.replace("[]", "").split(".")
        inside = {".".join(parts[: count + 1]) for count in range(len(parts))}
        return any((side, one) in self.absent for one in ("", *inside))

    def nearest(self, path: str, among: Iterable[str]) -> str:
        """Return the name that one seems to have now: none of those the contract speaks of."""
        last = path.rpartition(".")[2]
        free = [name for name in among if name not in self.fields]
        return renames([last], free).get(last, "")


def fault(  # noqa: PLR0913 - the parts of a finding, most of them by name
    case: Case,
    what: str,
    message: str,
    at: Location,
    *,
    subject: str,
    expected: str = "",
    observed: str = "",
    related: Location | None = None,
) -> Finding:
    """Return a finding at a place of the description."""
    related_places = [Related(related, "the operation")] if related and related != at else []
    return drift(
        case.clause,
        what,
        subject=subject,
        message=message,
        places=[at],
        expected=expected,
        observed=observed,
        related=related_places,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "correct it in the API and its description", at),
            Repair(RepairTarget.CONTRACT, "say in the contract what the API has", case.clause.at),
        ],
    )


def absent_field(case: Case, look: Look, side: str, path: str, schema: Schema | None) -> Finding:
    """Return the finding that a field is not there, at the one it seems to be called now."""
    described = look.described
    holder, gone, rest = _first_gone(path, schema)
    near = look.renamed.get(gone, "") if side == REQUEST and rest == gone else ""
    if not near and holder:
        near = look.nearest(gone, holder.names)
    new = holder.field(near) if holder and near else None
    whole = path.removesuffix(rest) + gone
    look.absent.add((side, whole))
    at = new.at if new else place_of_fields(holder) if holder else described.at
    message = f"`{described.operation}` has no field `{whole}` in its {side}"
    return fault(
        case,
        "field-missing",
        f"{message}; the nearest is `{near}`" if near else message,
        at,
        subject=f"{side} {whole}",
        expected=gone,
        observed=near,
        related=described.at,
    )


def _first_gone(path: str, schema: Schema | None) -> tuple[Schema | None, str, str]:
    """Return the schema that lacks a part of a path, that part, and the path from it on."""
    first, _, below = path.partition(".")
    found = schema.at_path(first) if schema and below else None
    if found is None:
        holder = schema
        for _ in range(_DEEPEST):
            if holder is None or holder.names:
                break
            holder = holder.items or holder
        return holder, first.removesuffix("[]"), path
    return _first_gone(below, found.schema)
