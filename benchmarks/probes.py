"""Many questions over loopback, against the floor: `python -m benchmarks.probes`.

One small server, and for each row a process of its own that asks it: httpcore with as many threads as we allow
ourselves at once (the floor: no budget, no allow-list, no attempts, no answers kept), the client, and a whole
check with one clause for each question. Rounds alternate, the best of each counts; memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

AT_ONCE = 8
_BODY = json.dumps({"data": [{"name": "alpha", "more": "x" * 400}]}).encode()
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(_BODY)
    + _BODY
)
_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Measured:
    """What one process took."""

    seconds: float
    peak: int


class _Answering(asyncio.Protocol):
    """Answers each request of a connection; requests have no bodies and come one at a time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
        self._read = b""

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            _, _, self._read = self._read.partition(b"\r\n\r\n")
            self._transport.write(_ANSWER)


def _serve(listening: socket.socket) -> None:
    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(_Answering, sock=listening)
        await server.serve_forever()

    asyncio.run(forever())


@contextmanager
def _server() -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0), backlog=256)
    process = _CONTEXT.Process(target=_serve, args=(listening,))
    process.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        process.terminate()
        process.join()
        listening.close()


def ask_floor(url: str, questions: int) -> None:
    """Ask with httpcore alone."""
    import httpcore  # noqa: PLC0415 - each process loads what it measures

    def ask(number: int) -> int:
        return len(pool.request("GET", f"{url}/{number}").content)

    with httpcore.ConnectionPool(max_connections=AT_ONCE) as pool:
        _ask_all(ask, questions)


def ask_client(url: str, questions: int) -> None:
    """Ask with the client of a run."""
    from contractcheck.adapters.http import HttpClient  # noqa: PLC0415
    from contractcheck.ports import Request, Response  # noqa: PLC0415

    def ask(number: int) -> int:
        answer = client.send(Request(f"{url}/{number}"))
        return len(answer.body) if isinstance(answer, Response) else 0

    with HttpClient(run_budget=3600) as client:
        _ask_all(ask, questions)


def ask_check(url: str, questions: int) -> None:
    """Ask by a check of as many clauses."""
    from contractcheck.cli.main import run  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        settings = f"owner: me\napis: {{hub: {{url: '{url}'}}}}\n"
        (tree / "contractcheck.yaml").write_text(settings, encoding="utf-8")
        (tree / "contracts").mkdir()
        views = "".join(
            f"  - {{id: v{number}, registry: hub /{number}, select: '$.data[*].name'}}\n"
            for number in range(questions)
        )
        head = "kind: vocabulary\nid: hub.words\nmembers: [alpha]\nviews:\n"
        (tree / "contracts" / "words.yaml").write_text(head + views, encoding="utf-8")
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
        code = run(["check", "--root", folder, "--live", "--http-budget", "3600", "--quiet"])
        if code:
            sys.exit(f"the check ended with {code}")


def _ask_all(ask: Callable[[int], int], questions: int) -> None:
    """Ask every question from a few threads, which keep nothing of the answers."""
    numbers = iter(range(questions))
    lock = threading.Lock()

    def work(_: int) -> int:
        found = 0
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return found
            found += ask(number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        _expect(sum(threads.map(work, range(AT_ONCE))), questions)


def _expect(found: int, questions: int) -> None:
    if found != questions * len(_BODY):
        sys.exit(f"{found} bytes of {questions * len(_BODY)} came")


def _child(ask: Callable[[str, int], None], url: str, questions: int, results: object) -> None:
    began = time.perf_counter()
    ask(url, questions)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    results.put(Measured(took, peak))  # type: ignore[attr-defined]


def _measure(ask: Callable[[str, int], None], url: str, questions: int) -> Measured:
    results = _CONTEXT.SimpleQueue()
    process = _CONTEXT.Process(target=_child, args=(ask, url, questions, results))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)
    found: Measured = results.get()
    return found


def main() -> None:
    """Print one line for each row."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.probes", description=__doc__)
    parser.add_argument("--questions", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print("| questions | asked by | seconds | per second | of the floor | peak MB |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    rows = {"httpcore": ask_floor, "client": ask_client, "check": ask_check}
    with _server() as url:
        for questions in options.questions:
            best: dict[str, Measured] = {}
            for _ in range(options.rounds):
                for name, ask in rows.items():
                    now = _measure(ask, url, questions)
                    best[name] = min(best.get(name, now), now, key=lambda one: one.seconds)
            floor = best["httpcore"].seconds
            for name, one in best.items():
                print(
                    f"| {questions} | {name} | {one.seconds:.2f} | {questions / one.seconds:.0f} | "
                    f"{floor / one.seconds:.2f} | {one.peak / 1e6:.0f} |"
                )


if __name__ == "__main__":
    main()
