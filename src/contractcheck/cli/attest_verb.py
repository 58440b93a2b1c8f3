"""``contractcheck attest``: write down that somebody confirmed something."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from contractcheck.adapters.clock import SystemClock
from contractcheck.adapters.output import AtomicOutput
from contractcheck.cli.options import find_root, output_options, tree_options
from contractcheck.cli.say import say
from contractcheck.engine.compile import compile_contracts
from contractcheck.load.attesting import entry_text, with_entry
from contractcheck.model.ages import last_day, parse_age
from contractcheck.model.attestations import Attestation, LookedAt, covers, digest_of
from contractcheck.model.location import Location
from contractcheck.model.path_pattern import is_glob, match_any
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.model.secrets import find_secrets
from contractcheck.wiring.kinds import KINDS
from contractcheck.wiring.project import Project, open_project
from contractcheck.wiring.registries import make_watch

_HERE = Location("command line")


@click.command(
    "attest",
    epilog="Example: `contractcheck attest ops-hub.go-live/key --by operator --reference OPS-142 "
    "--expires 90d --write docs/runbook.md`.",
)
@click.argument("clause")
@click.argument("looked_at", metavar="[FILES]...", nargs=-1)
@click.option("--by", "role", metavar="ROLE", required=True, help="The role of who confirms it.")
@click.option(
    "--reference", metavar="TEXT", required=True, help="How it can be followed up: a ticket, a URL."
)
@click.option("--on", metavar="DATE", help="The day it was looked at (YYYY-MM-DD, UTC); today.")
@click.option("--expires", metavar="DATE|AGE", help="The last day it counts, or for how long: 90d.")
@click.option(
    "--file", "path", metavar="FILE", help="The file of attestations, where there are several."
)
@click.option("--write", is_flag=True, help="Add the entry to the file instead of printing it.")
@tree_options
@output_options
def command(  # noqa: PLR0913 - one parameter per option
    *,
    clause: str,
    looked_at: tuple[str, ...],
    role: str,
    reference: str,
    on: str | None,
    expires: str | None,
    path: str | None,
    write: bool,
    root: Path | None,
    config: str | None,
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """Print, or write down, that somebody confirmed a clause or a gate; FILES are what was looked at."""
    del verbose, color
    folder = find_root(root)
    project = open_project(folder, config)
    _refuse_unknown(project, clause)
    _refuse_secrets(project, reference)
    given = _day_given(on)
    made = Attestation(
        subjects=(clause,),
        role=_words(role, "--by"),
        on=given,
        reference=_words(reference, "--reference"),
        at=_HERE,
        expires=_last_day(expires, given),
        of=tuple(_looked_at(project, one) for one in dict.fromkeys(looked_at)),
    )
    target = _target(project, path)
    if not write:
        say(entry_text(made).rstrip("\n"), project.secret_names)
        return 0
    content = project.files.read(target) if project.files.exists(target) else b""
    AtomicOutput(folder).write(target, with_entry(target, content, made))
    if not quiet:
        say(f"wrote {target}", err=True)
    return 0


def _refuse_unknown(project: Project, clause: str) -> None:
    ids = [one.id for one in compile_contracts(project.contracts, KINDS)]
    if "/" in clause and any(covers(clause, one) for one in ids):
        return
    near = get_close_matches(clause, ids, n=3)
    help_ = f"did you mean {', '.join(near)}?" if near else "`contractcheck list` shows them"
    message = f"no clause of this tree is called `{clause}`, or begins so before a `/`"
    raise InputError([Problem(_HERE, message, help_)])


def _refuse_secrets(project: Project, reference: str) -> None:
    watch = make_watch(project)
    if find_secrets(reference, watch.names) or watch.mask(reference) != reference:
        message = "the reference holds a secret"
        raise InputError([Problem(_HERE, message, "name where it can be followed up, not a value")])


def _words(text: str, option: str) -> str:
    words = " ".join(text.split())
    if not words or not words.isprintable():
        message = f"{option} takes words"
        raise click.UsageError(message)
    return words


def _day_given(text: str | None) -> date:
    today = SystemClock().now().date()
    if text is None:
        return today
    try:
        given = date.fromisoformat(text)
    except ValueError:
        message = f"--on takes a day such as 2026-01-31, not {text!r}"
        raise click.UsageError(message) from None
    if given > today:
        message = f"--on is a day that has come, and {given} is after today ({today}, UTC)"
        raise click.UsageError(message)
    return given


def _last_day(text: str | None, given: date) -> date | None:
    if text is None:
        return None
    days = parse_age(text)
    try:
        ends = date.fromisoformat(text) if days is None else last_day(given, days)
    except ValueError:
        message = f"--expires takes a day such as 2026-01-31 or an age such as 90d, not {text!r}"
        raise click.UsageError(message) from None
    if ends < given:
        message = f"--expires {ends} is before the day it was looked at, {given}"
        raise click.UsageError(message)
    return ends


def _looked_at(project: Project, path: str) -> LookedAt:
    try:
        content = project.files.read(path)
    except UnreadableError as error:
        help_ = "name files by their path from the root of the tree"
        raise InputError([Problem(_HERE, f"{path}: {error.problem.message}", help_)]) from None
    return LookedAt(path, digest_of(content), _HERE)


def _target(project: Project, path: str | None) -> str:
    patterns = project.configuration.attestations
    if path is None:
        plain = [one for one in patterns if not is_glob(one)]
        if len(plain) != 1:
            message = f"--file says which of {', '.join(patterns) or 'no files'}"
            raise click.UsageError(message)
        return plain[0]
    if not match_any(patterns, path):
        message = (
            f"--file {path} is none of `attestations` of the configuration: {', '.join(patterns)}"
        )
        raise click.UsageError(message)
    return path
