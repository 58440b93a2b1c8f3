"""What each exit code means, for `--help` and the reference page."""

from __future__ import annotations

from collections.abc import Mapping

from contractcheck.model.report import ExitCode

MEANINGS: Mapping[ExitCode, str] = {
    ExitCode.DEFECT: "a defect of contractcheck",
    ExitCode.USAGE: "wrong use, or contracts or configuration that cannot be used: nothing was judged",
    ExitCode.DRIFT: "drift: a clause failed, or a finding is an error",
    ExitCode.EVIDENCE_MISSING: "the lane requires evidence that could not be had",
    ExitCode.NOTHING_JUDGED: "the whole run judged nothing",
    ExitCode.HOLDS: "the lane holds",
}
"""In the order in which they win when several apply."""

INTERRUPTED = 130
"""What a run ends with that was interrupted from the keyboard, as shells expect."""

OUTPUT_CLOSED = 141
"""What a run ends with whose reader has gone (`contractcheck check | head`), as shells expect."""


def epilog() -> str:
    """Return the codes in one sentence, lowest first."""
    told = sorted((int(code), meaning) for code, meaning in MEANINGS.items())
    return (
        "Exit codes: "
        + "; ".join(f"{code} {meaning.partition(':')[0]}" for code, meaning in told)
        + "."
    )
