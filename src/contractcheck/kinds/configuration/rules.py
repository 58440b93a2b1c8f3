"""What can be wrong with a contract of the kind ``configuration``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, place_gone

KIND = "configuration"
_ERROR = Severity.ERROR

RULES = (
    place_gone(KIND),
    contradiction(KIND),
    Rule(
        f"{KIND}/setting-undocumented",
        _ERROR,
        "A place does not name a setting the program needs.",
        "Whoever follows the document starts a program that does not run.",
        "Name it there, or take it out of the contract.",
        "contract    needs: [HUB_URL, HUB_KEY]\nsettings.md Set `HUB_URL`.",
    ),
    Rule(
        f"{KIND}/setting-optional",
        _ERROR,
        "A place calls a setting optional that the program needs.",
        "What is optional is left out, and the program does not run.",
        "Say that it is required, or take it out of the contract.",
        "contract    needs: [HUB_KEY]\nsettings.md `HUB_KEY` (optional)",
    ),
    Rule(
        f"{KIND}/setting-missing",
        _ERROR,
        "A deployment does not give a setting the program needs.",
        "The program is deployed and cannot work.",
        "Give it a value or a reference there.",
        "contract   needs: [HUB_URL, HUB_KEY]\nprod.env   HUB_URL=https://hub.example",
    ),
    Rule(
        f"{KIND}/setting-empty",
        _ERROR,
        "A deployment has a setting without a value.",
        "Present but empty is not provided: it looks done, and the program finds nothing.",
        "Give it a value or a reference.",
        "contract   needs: [HUB_URL]\nprod.env   HUB_URL=",
    ),
    Rule(
        f"{KIND}/secret-in-file",
        _ERROR,
        "A secret stands in a file or an answer: a token of a known form, a credential in a URL, or a "
        "value of a name that is declared secret.",
        "Whoever can read the tree can use it, and its history keeps it after it is gone.",
        "Take it out, put a reference in its place, and make the old one invalid: it has been read. "
        "The rule is part of every run and needs no contract; no report shows the value.",
        "contract   needs: {HUB_KEY: {secret: true}}\nprod.env   HUB_KEY=<the key itself>",
    ),
    Rule(
        f"{KIND}/snapshot-changed",
        _ERROR,
        "A snapshot is not what was recorded: its digest is another, or cannot be read.",
        "What an API answered is judged by it; written by hand it says what somebody wants to hear.",
        "Record it again with `contractcheck snapshot`, or take the change back. The rule is part of "
        "every run and needs no contract.",
        'snapshots/hub/event-types.json  "name": "ops-agreed"     written by hand\n'
        'snapshots/hub/event-types.json  "sha256": "99a0..."      of what was recorded',
    ),
    Rule(
        f"{KIND}/secret-undeclared",
        _ERROR,
        "A deployment reads a secret that no contract declares.",
        "Nobody has agreed to it, nobody rotates it, and nobody misses it when it leaks.",
        "Declare it under `secrets`, or do not read it.",
        "contract   secrets: {HUB_KEY: }\ndeploy.yml env: {TOKEN: ${{ secrets.OTHER_TOKEN }}}",
    ),
    Rule(
        f"{KIND}/secret-from-elsewhere",
        _ERROR,
        "A secret comes another way than declared.",
        "The same name from another store may be another secret, with other readers.",
        "Read it from where the contract says, or add the way to its `from`.",
        "contract   secrets: {HUB_KEY: {from: secretKeyRef hub/key}}\n"
        "app.yaml   secretKeyRef: {name: scratch, key: key}",
    ),
)
