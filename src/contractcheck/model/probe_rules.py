"""The rules of probes, which several kinds share under names of their own."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity

_ERROR = Severity.ERROR


def probe_rules(kind: str) -> tuple[Rule, ...]:
    """Return what can be wrong with the answer to a probe."""
    return (
        Rule(
            f"{kind}/probe-failed",
            _ERROR,
            "A server answered with a status that means failure.",
            "What a contract calls a failure was seen on the server that people use.",
            "Mend or deploy the server, or change what the contract expects of it.",
            "contract   {get: /hubs, passes: 401, fails: {200: not guarded}}\nserver     200",
        ),
        Rule(
            f"{kind}/probe-header-differs",
            _ERROR,
            "An answer lacks a header, has another value for it, or has one it must not have.",
            "Clients, caches and browsers go by headers that nobody sees on a page.",
            "Let the server send it so, or change the contract.",
            "contract   {get: /v2/, passes: 401, headers: {WWW-Authenticate: present}}\nserver     401",
        ),
        Rule(
            f"{kind}/probe-redirect-differs",
            _ERROR,
            "A redirect leads elsewhere than declared.",
            "A visitor ends at a place that nobody chose.",
            "Let the server redirect there, or change the contract.",
            "contract   {get: /Hubs, redirects_to: /NewSession}\nserver     302 to /Login",
        ),
        Rule(
            f"{kind}/probe-body-differs",
            _ERROR,
            "What a JSONPath selects in an answer is not what the contract wants there.",
            "An answer with the right status and the wrong content breaks its readers later.",
            "Mend the server, or change the contract.",
            "contract   {get: /health, select: $.status, equals: ok}\nserver     a status of another value",
        ),
        Rule(
            f"{kind}/probe-not-among",
            _ERROR,
            "An answer holds values that the answer to another question does not have.",
            "What is used and not registered was let in by nobody.",
            "Register it, or take it out of use.",
            "contract   {get: /jobs, select: '$[*].type', among: {get: /types, select: '$[*].name'}}\n"
            "server     a job of a type that /types lacks",
        ),
        Rule(
            f"{kind}/probe-schema-differs",
            _ERROR,
            "An answer does not keep its JSON Schema.",
            "Clients are generated from the schema, and break on what it does not tell.",
            "Let the server answer as described, or correct the schema.",
            "contract   {get: /hubs, schema: openapi}\nserver     {data: null}",
        ),
        Rule(
            f"{kind}/probe-schema-unusable",
            _ERROR,
            "The JSON Schema of a probe is not there, or is none.",
            "Nothing is held by a schema that cannot be read.",
            "Name a file of the tree with a JSON Schema (2020-12).",
            "contract   {get: /hubs, schema: schemas/hubs.json}\ntree       no such file",
        ),
    )
