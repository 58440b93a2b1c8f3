"""What a run leaves behind, asked of the system and not of the run: threads and sockets of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_DESCRIPTORS = Path("/proc/self/fd")
_CONNECTIONS = Path("/proc/net/tcp")
_ESTABLISHED = "01"


def open_sockets() -> set[str]:
    """Return the sockets that are open, by the names the system gives them."""
    if not _DESCRIPTORS.exists():
        pytest.skip("open sockets are listed in /proc")
    found = set()
    for entry in _DESCRIPTORS.iterdir():
        with suppress(OSError):  # the descriptor that listed the folder
            found.add(str(entry.readlink()))
    return {name for name in found if name.startswith("socket:")}


def connections_to(port: int) -> list[str]:
    """Return this process's established connections to a port of loopback."""
    if not _CONNECTIONS.exists():
        pytest.skip("connections are listed in /proc")
    own = {name.removeprefix("socket:[").removesuffix("]") for name in open_sockets()}
    rows = [line.split() for line in _CONNECTIONS.read_text("ascii").splitlines()[1:]]
    wanted = (f"0100007F:{port:04X}", _ESTABLISHED)
    return [row[1] for row in rows if (row[2], row[3]) == wanted and row[9] in own]


@contextmanager
def nothing_left() -> Iterator[None]:
    """Fail where the block leaves a thread or a socket that was not there before."""
    threads, sockets = set(threading.enumerate()), open_sockets()
    yield
    assert set(threading.enumerate()) <= threads
    assert open_sockets() <= sockets
