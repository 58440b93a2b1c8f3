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


def smoke_rules(kind: str) -> tuple[Rule, ...]:
    """Return what a smoke can show to be wrong."""
    return (
        Rule(
            f"{kind}/smoke-declared-rejected",
            Severity.ERROR,
            "A server rejects something under a declared name.",
            "Whoever goes by the declaration is refused in production.",
            "Declare the name to the server as well, or take it out of the contract.",
            "contract   for_each: [job-started]\nserver     POST /events {type: job-started}: 422",
        ),
        Rule(
            f"{kind}/smoke-undeclared-accepted",
            Severity.ERROR,
            "A server accepts something under a name that nobody declares.",
            "A slip in a name is then kept for good, and is found by nobody.",
            "Let the server refuse names that are not declared.",
            "contract   rejects: {member: contractcheck-undeclared, with: 422}\nserver     201",
        ),
        Rule(
            f"{kind}/smoke-not-kept",
            Severity.ERROR,
            "What a server accepted is not there afterwards, or without some of its fields.",
            "The sender was told that it is kept, and sends it to nobody else.",
            "Let the server keep it as it was sent, or reject it.",
            "contract   reads_back: {get: '/events/{id}', holds: {metadata: sent}}\n"
            "server     {id: 7, metadata: {}}",
        ),
    )
