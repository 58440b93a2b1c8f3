"""The ``contractcheck`` command: names its verbs, and turns every failure into a message and a code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module

import click

from contractcheck import __version__
from contractcheck.cli.exit_codes import INTERRUPTED, OUTPUT_CLOSED, epilog
from contractcheck.cli.say import say
from contractcheck.model.problem import InputError, UnreadableError
from contractcheck.model.report import ExitCode

VERBS: Mapping[str, str] = {
    "attest": "Print, or write down, that somebody confirmed a clause or a gate.",
    "check": "Judge the contracts against documents and sources.",
    "explain": "Explain a rule, or a clause of this tree; without a name, list the rules.",
    "forecast": "Say what turns red in the days to come although nothing changes: snapshots and evidence age.",
    "gates": "Print each gate with what is declared, what is observed, its evidence, and what it waits for.",
    "init": "Write contractcheck.yaml, and contracts for what the documents say already.",
    "inputs": "Print the files a lane depends on, one path a line, sorted.",
    "list": "List the contracts with their clauses.",
    "snapshot": "Ask every API over the network, and record its answers as files for Git.",
}
"""What `--help` says of each verb; its module is imported when it is asked for."""


class _Verbs(click.Group):
    """Verbs whose modules are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        module = import_module(f"contractcheck.cli.{cmd_name}_verb")
        command: click.Command = module.command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=epilog(),
)
@click.version_option(__version__, prog_name="contractcheck")
def cli() -> None:
    """Hold contracts against documents, live APIs and registries.

    \b
    contractcheck check                 judge everything that needs no network
    contractcheck check --lane ci       judge what the lane `ci` says, live sources included
    contractcheck explain RULE          what a rule means and how to fix it
    """  # noqa: D301 - click wants the character itself


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:  # noqa: PLR0911 - one for each way to end
    """Return the exit code of a command line; every failure has printed its message."""
    try:
        code = cli.main(arguments, prog_name="contractcheck", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except SystemExit:  # click ends so when the reader of standard output has gone
        return OUTPUT_CLOSED
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except InputError as error:
        _show_problems(error)
        return int(ExitCode.USAGE)
    except UnreadableError as error:
        say(f"{error.problem}", err=True)
        return int(ExitCode.USAGE)
    except OSError as error:  # of files the adapters tell; what is left is standard output
        _abandon_output()
        click.echo(f"the output cannot be written: {error.strerror}", err=True)
        return int(ExitCode.USAGE)
    except Exception as error:  # noqa: BLE001 - the last resort: a defect of ours, said as one
        _show_defect(error)
        return int(ExitCode.DEFECT)
    return code if isinstance(code, int) else 0


def _abandon_output() -> None:
    """Let what is still buffered go nowhere, so that the end of the process does not fail on it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _show_problems(error: InputError) -> None:
    for problem in error.problems:
        say(str(problem), err=True)
    count = len(error.problems)
    click.echo(f"{count} {'problem' if count == 1 else 'problems'}; nothing was judged", err=True)


def _show_defect(error: Exception) -> None:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.name}, line {frame.lineno}"
    say(
        f"a defect of contractcheck {__version__}: {type(error).__name__} in {where}: {error}\n"
        "    please report it with the command and, if you can, the contract that shows it",
        err=True,
    )
