"""Verbs, help and the codes a command line ends with."""

from __future__ import annotations

from importlib import import_module

import pytest

from contractcheck.cli import main
from contractcheck.cli.exit_codes import MEANINGS
from contractcheck.model.report import ExitCode


def test_help_says_of_each_verb_what_the_verb_says() -> None:
    """The summaries that `--help` shows without importing a verb are those of the verbs."""
    for name, summary in main.VERBS.items():
        command = import_module(f"contractcheck.cli.{name}_verb").command
        assert command.help.startswith(summary.rstrip("."))


def test_every_exit_code_has_a_meaning_and_stands_in_the_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The table of meanings has all codes in their order; `--help` names each."""
    assert list(MEANINGS) == list(ExitCode)
    assert main.run(["--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert all(f"{int(code)} {text.partition(':')[0]}" in shown for code, text in MEANINGS.items())


def test_a_defect_of_ours_is_said_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exception nobody expected ends with 70 and a request to report it, without a traceback."""

    def broken(*_: object, **__: object) -> None:
        message = "it broke"
        raise RuntimeError(message)

    monkeypatch.setattr(main.cli, "main", broken)
    assert main.run(["check"]) == ExitCode.DEFECT
    shown = capsys.readouterr().err
    assert "a defect of contractcheck" in shown
    assert "Traceback" not in shown


def test_an_interrupt_ends_like_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130, the code shells give to it."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.cli, "main", interrupted)
    assert main.run(["check"]) == 130
