"""What can be wrong with a capability manifest, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, member_rules, place_gone

KIND = "capability-manifest"

RULES = (
    place_gone(KIND),
    contradiction(KIND),
    *member_rules(KIND, "member"),
    Rule(
        f"{KIND}/value-differs",
        Severity.ERROR,
        "A view shows another value than the contract: of the identity, of a widget, of an event.",
        "Document, manifest and live row are read by different people; where they differ, one is led astray.",
        "Write the value of the contract, or change it there and everywhere; the finding names the odd one out.",
        "contract   identity: {values: {slug: depot-hub}, views: [depot.md#Identity]}\n"
        "depot.md   - Slug: depots-hub",
    ),
    Rule(
        f"{KIND}/value-missing",
        Severity.ERROR,
        "A view leaves out a value of the identity or of an event.",
        "What is not written there is filled in by whoever reads it.",
        "Write it there, or say with `shows: at most` that the view has a part only.",
        "contract   identity: {values: {slug: depot-hub, system: S2}, views: [depot.md#Identity]}\n"
        "depot.md   - Slug: depot-hub",
    ),
    Rule(
        f"{KIND}/column-missing",
        Severity.ERROR,
        "A table shows the widgets without the column of their types.",
        "What the column said is said by nobody there.",
        "Restore the column, or name its header in the view: `{at: ..., key: Widget, type: Kind}`.",
        "contract   widgets: {exactly: {depot-map: map}, views: [depot.md#Widgets]}\n"
        "depot.md   | Name | Owner |",
    ),
    Rule(
        f"{KIND}/undeclared-type",
        Severity.ERROR,
        "A widget or an event has a type that the vocabulary does not have.",
        "A registry refuses what it does not know, so this can never exist.",
        "Use a declared type, or declare this one in the vocabulary.",
        "contract   vocabulary: {types: {exactly: [map, list]}}\n"
        "           widgets: {types: types, exactly: {depot-map: globe}}",
    ),
    Rule(
        f"{KIND}/undeclared-widget",
        Severity.ERROR,
        "An event is sent at a widget that the manifest does not declare.",
        "There is nothing that could take it.",
        "Name a declared widget, or declare this one.",
        "contract   widgets: {exactly: {depot-map: map}}\n"
        "           events: {first: {type: moved, widget: depot-list, views: [depot.md#First event]}}",
    ),
)
