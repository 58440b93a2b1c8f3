"""Rules on what runs somewhere: the same fault has the same words under each kind's name."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity


def deployed_rules(kind: str) -> tuple[Rule, ...]:
    """Return what can be wrong with a deployed revision."""
    return (
        Rule(
            f"{kind}/commit-not-deployed",
            Severity.ERROR,
            "What is deployed does not contain a commit that it must contain.",
            "A fix that is merged and not deployed helps nobody, and is easily taken for done.",
            "Deploy a revision that contains the commit, or name one that is deployed.",
            "contract   {deployed: 5101eb5, at: {get: /version, select: $.revision}}\n"
            'server     {"revision": "9d1f3c2"}',
        ),
    )
