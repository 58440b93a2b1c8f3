"""What can be wrong with a documented API surface, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.kinds.api_surface.described_rules import EXAMPLE_RULES, FIELD_RULES
from contractcheck.kinds.api_surface.operation_rules import OPERATION_RULES
from contractcheck.kinds.api_surface.surface_rules import KIND, SURFACE_RULES
from contractcheck.model.finding import Rule, Severity
from contractcheck.model.live_rules import smoke_rules
from contractcheck.model.probe_rules import probe_rules
from contractcheck.model.rules import contradiction, place_gone

__all__ = ["KIND", "RULES"]

RULES = (
    place_gone(KIND),
    contradiction(KIND),
    Rule(
        f"{KIND}/documented-but-absent",
        Severity.ERROR,
        "A document names an operation the API does not have.",
        "A quickstart that calls an operation nobody serves is the first thing a new user tries.",
        "Name an operation the API has, say that this one is planned or not there, or list it under `planned`.",
        "openapi    /jobs: {get: ...}\nstart.md   curl -X PUT http://localhost:4000/jobs",
    ),
    *FIELD_RULES,
    *EXAMPLE_RULES,
    *probe_rules(KIND),
    *smoke_rules(KIND),
    *SURFACE_RULES,
    *OPERATION_RULES,
)
