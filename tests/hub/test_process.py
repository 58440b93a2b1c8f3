"""The hub as a program: its one line, its arguments and how it ends."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.hub.process import HubDidNotStartError, running_hub

from .asking import KEY, ask

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: str, key: str = KEY) -> subprocess.Popen[str]:
    """Start the hub with the given arguments."""
    return subprocess.Popen(
        [sys.executable, "-m", "fixtures.hub", *arguments],
        cwd=ROOT,
        env={**os.environ, "HUB_KEY": key},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_says_one_line_and_stops_cleanly(number: signal.Signals) -> None:
    """The hub says where it listens, serves, and ends with 0 and no other word when asked to."""
    with start("--release", "current", "--port", "0") as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.fullmatch(
            r"hub \(current\) listening on (http://127\.0\.0\.1:\d+/api/v2)\n", line
        )
        assert match is not None, line
        assert ask(f"{match[1]}/event-types").status == 200
        process.send_signal(number)
        assert process.communicate(timeout=20) == ("", "")
        assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--release"),
        (["--release", "newest"], "invalid choice: 'newest'"),
        (["--release", "early", "--port", "65536"], "not a port between 0 and 65535"),
        (["--release", "early", "--port", "x"], "not a port between 0 and 65535"),
        (["--release", "early", "--port", "0", "--host", "not a host"], "cannot listen on"),
        (["--release", "early", "--port", "0", "--database", "no/such/folder/x"], "cannot be used"),
        (["--release", "early", "--port", "0", "--database", __file__], "cannot be used"),
    ],
)
def test_arguments_that_cannot_be_used(arguments: list[str], message: str) -> None:
    """Wrong use ends with a message, the number 2 and nothing on standard output."""
    with start(*arguments) as process:
        said, complaint = process.communicate(timeout=20)
    assert (process.returncode, said) == (2, "")
    assert message in complaint
    assert "Traceback" not in complaint


def test_port_in_use() -> None:
    """A port that somebody else has is named."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with start("--release", "early", "--port", port) as process:
            _, complaint = process.communicate(timeout=20)
    assert process.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in complaint


def test_empty_key() -> None:
    """A key that is set and empty would let everybody in, so it is refused."""
    with start("--release", "early", "--port", "0", key="") as process:
        _, complaint = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "HUB_KEY is set but empty" in complaint


def test_database_is_kept_and_belongs_to_one_release(tmp_path: Path) -> None:
    """A file is filled once; another release leaves it alone and says so."""
    database = tmp_path / "hub.sqlite"
    for _ in range(2):
        with running_hub("current", database=database, key=KEY) as url:
            assert ask(f"{url}/widgets", key=KEY).body["meta"]["total"] == 14
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT name FROM release").fetchall() == [("current",)]
    connection.close()
    with (
        pytest.raises(HubDidNotStartError, match="holds release 'current', not 'early'"),
        running_hub("early", database=database, key=KEY),
    ):
        pass


def test_a_hub_that_does_not_start_says_why() -> None:
    """The error carries what the server wrote."""
    with pytest.raises(HubDidNotStartError) as caught, running_hub("newest"):
        pass
    assert "invalid choice: 'newest'" in str(caught.value)
    assert caught.value.release == "newest"


def test_a_hub_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that says nothing in time is ended and reported."""
    monkeypatch.setattr("fixtures.hub.process._SECONDS_TO_START", 0.01)
    with pytest.raises(HubDidNotStartError, match="it said: nothing"), running_hub("early"):
        pass


def test_the_hub_ends_with_its_block() -> None:
    """Nobody listens any more once the block is left, also when it is left by an error."""
    with pytest.raises(ZeroDivisionError), running_hub("early", key=KEY) as url:
        _ = 1 / 0
    with pytest.raises(OSError, match="refused"):
        ask(f"{url}/event-types")


def test_the_demo_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key in the environment the hub takes its public demo key."""
    monkeypatch.delenv("HUB_KEY", raising=False)
    with running_hub("current") as url:
        assert ask(f"{url}/hubs", key="hub-demo-key").status == 200
        assert ask(f"{url}/hubs", key=KEY).status == 401
