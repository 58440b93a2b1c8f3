"""A controlled smoke: what it finds, what it never sends, and what it says that it left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from contractcheck.cli.main import run
from fixtures.hub.process import running_hub

KEY = "smoke-key-0123456789"
CONFIGURATION = """\
apis:
  jobs: {url: "URL", writable: true, identities: {robot: {bearer: JOBS_KEY}}}
lanes:
  smoke: {live: [jobs], on_cant_tell: fail}
"""
CONTRACT = """\
kind: api-surface
id: jobs.smoke
owner: platform
api: jobs
smokes:
  events:
    as: robot
    post: /events
    for_each: [job-started, job-finished]
    body: {type: "{member}", meta: {day: "{day}", attempt: 1}}
    reads_back:
      get: /events/{id}
      holds: {type: sent, meta: sent, seenAs: sent.type, source: api}
      sets: [at]
    clean_up: {delete: "/events/{id}"}
"""
CLAUSE = "jobs.smoke/smokes/events"


@dataclass(slots=True)
class Server:
    """A small server of events that counts what it is asked, and misbehaves as it is told."""

    url: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    declared: tuple[str, ...] = ("job-started", "job-finished")
    refuses: int = 422
    answers: Callable[[str, str], int] = lambda _method, _name: 0
    keeps: Callable[[dict[str, Any]], dict[str, Any]] = lambda row: row
    hangs_up_at: int = 0

    def count(self, method: str) -> int:
        """Return how often it was asked with a method."""
        return sum(one[0] == method for one in self.asked)

    def post(self, body: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        """Keep an event, once for a key."""
        name = str(body["type"])
        if status := self.answers("POST", name):
            return status, {}
        if name not in self.declared:
            return self.refuses, {}
        if key not in self.keys:
            made = str(len(self.rows) + 1)
            row = {**body, "id": made, "seenAs": name, "source": "api", "at": "2026-06-20"}
            self.keys[key], self.rows[made] = made, self.keeps(row)
        return 201, {"id": self.keys[key]}


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Let a server answer on loopback while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size) or b"{}")
            key = self.headers.get("Idempotency-Key", "")
            server.asked.append((self.command, self.path, key))
            if server.hangs_up_at and server.count("POST") >= server.hangs_up_at:
                self.close_connection = True
                return
            made = self.path.rpartition("/")[2]
            status: int
            row: dict[str, Any]
            if self.headers.get("Authorization") != f"Bearer {KEY}":
                status, row = 401, {}
            elif self.command == "POST":
                status, row = server.post(body, key)
            elif self.command == "DELETE":
                status, row = (204 if server.rows.pop(made, None) else 404), {}
            elif made == "all":
                status, row = 200, {"events": server.rows}
            else:
                status, row = (200, server.rows[made]) if made in server.rows else (404, {})
            said = b"" if status == 204 else json.dumps(row).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - the names of http.server

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        server.url = f"http://127.0.0.1:{listening.server_port}"
        yield server
        listening.shutdown()


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield a server that behaves."""
    with serving(Server()) as one:
        yield one


@dataclass(slots=True)
class Checked:
    """What a check said."""

    code: int
    report: Any
    errors: str

    @property
    def verdict(self) -> tuple[str, str]:
        """Outcome and reason of the smoke."""
        found = next(one for one in self.report["clauses"] if one["id"] == CLAUSE)
        return found["outcome"], found["reason"]

    @property
    def found(self) -> list[tuple[str, str]]:
        """Rule and message of every finding."""
        return [(one["rule"].partition("/")[2], one["message"]) for one in self.report["findings"]]


Check = Callable[..., Checked]


@pytest.fixture
def check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Check:
    """Return what checks a tree with one contract against a server."""
    monkeypatch.setenv("JOBS_KEY", KEY)

    def checked(
        url: str, *options: str, contract: str = CONTRACT, configuration: str = CONFIGURATION
    ) -> Checked:
        (tmp_path / "contracts").mkdir(exist_ok=True)
        (tmp_path / "contracts" / "smoke.yaml").write_text(contract, encoding="utf-8")
        text = configuration.replace("URL", url)
        (tmp_path / "contractcheck.yaml").write_text(text, encoding="utf-8")
        words = ["check", "--root", str(tmp_path), "--lane", "smoke", "--format", "json"]
        code = run([*words, "--as-of", "2026-06-20", *options])
        said = capsys.readouterr()
        return Checked(code, json.loads(said.out or "{}"), said.err)

    return checked


def leave(url: str) -> tuple[str, str]:
    """Return the option that allows writing to the host of a URL."""
    return "--allow-writes", url.split("/")[2]


def test_what_a_smoke_does(server: Server, check: Check) -> None:
    """One for each declared name, read back and removed; one undeclared, refused; nothing is left."""
    done = check(server.url, *leave(server.url))
    assert done.code == 0
    assert done.verdict == ("passed", "deleted again: 2")
    assert [(method, path) for method, path, _ in server.asked] == [
        ("POST", "/events"),
        ("GET", "/events/1"),
        ("POST", "/events"),
        ("GET", "/events/2"),
        ("POST", "/events"),
        ("DELETE", "/events/1"),
        ("DELETE", "/events/2"),
    ]
    assert server.rows == {}


def test_without_leave_nothing_is_sent(server: Server, check: Check) -> None:
    """The tree alone causes no write: the clause is untested, and says what would allow it."""
    done = check(server.url)
    assert done.verdict[0] == "untested"
    assert "writes are not allowed in this run (--allow-writes)" in done.verdict[1]
    assert server.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "hub.example", "127.0.0.2"])
def test_leave_for_another_host_is_none(host: str, server: Server, check: Check) -> None:
    """The host is compared as it is written in the URL, and nothing is asked before."""
    done = check(server.url, "--allow-writes", host)
    assert done.verdict[0] == "cantTell"
    assert "--allow-writes does not name its host" in done.verdict[1]
    assert done.code == 4
    assert server.asked == []


@pytest.mark.parametrize("text", ["", "http://hub.example", "me@hub.example", "a b", "h:x", "h/p"])
def test_leave_is_a_host(text: str, server: Server, check: Check) -> None:
    """What is no host is wrong use."""
    assert check(server.url, "--allow-writes", text).code == 2
    assert server.asked == []


def test_an_api_that_is_not_writable_is_not_written_to(server: Server, check: Check) -> None:
    """The configuration has to mark it, whatever the command line allows."""
    configuration = CONFIGURATION.replace("writable: true, ", "")
    done = check(server.url, *leave(server.url), configuration=configuration)
    assert done.verdict[0] == "cantTell"
    assert "does not mark it `writable: true`" in done.verdict[1]
    assert server.asked == []


def test_an_api_that_is_not_live_is_not_written_to(server: Server, check: Check) -> None:
    """A lane that asks nobody writes to nobody."""
    configuration = CONFIGURATION.replace("live: [jobs]", "live: []")
    assert (
        check(server.url, *leave(server.url), configuration=configuration).verdict[0] == "untested"
    )
    assert server.asked == []


@pytest.mark.parametrize("post", ["//other.example/events", "/../events", "https://other.example/"])
def test_only_paths_below_the_api_are_written_to(post: str, server: Server, check: Check) -> None:
    """A contract cannot lead a write elsewhere."""
    contract = CONTRACT.replace("post: /events", f"post: {post}")
    assert check(server.url, *leave(server.url), contract=contract).code == 2
    assert server.asked == []


def test_a_redirect_is_not_followed(server: Server, check: Check) -> None:
    """A server cannot send a write elsewhere either."""
    server.answers = lambda _method, _name: 307
    done = check(server.url, *leave(server.url))
    assert done.verdict[0] == "cantTell"
    assert server.count("POST") == 1


def test_a_declared_name_that_is_rejected(server: Server, check: Check) -> None:
    """The finding names it, and the others are tried all the same."""
    server.declared = ("job-started",)
    done = check(server.url, *leave(server.url))
    assert done.found == [
        (
            "smoke-declared-rejected",
            "`job-finished` is declared, and the server rejected it with 422",
        )
    ]
    assert done.verdict[0] == "failed"
    assert server.count("POST") == 3


def test_an_undeclared_name_that_is_accepted(server: Server, check: Check) -> None:
    """It is removed again like the others."""
    server.declared = (*server.declared, "contractcheck-undeclared")
    done = check(server.url, *leave(server.url))
    assert [rule for rule, _ in done.found] == ["smoke-undeclared-accepted"]
    assert server.rows == {}


@pytest.mark.parametrize(
    ("keeps", "said"),
    [
        (lambda row: {**row, "meta": {}}, "`meta` was not kept as it was sent"),
        (lambda row: {**row, "meta": None}, "`meta` was not kept"),
        (lambda row: {**row, "meta": {**row["meta"], "attempt": 2}}, "`meta` was not kept as it"),
        (lambda row: {**row, "meta": {**row["meta"], "attempt": True}}, "`meta` was not kept as"),
        (lambda row: {**row, "type": "clicked"}, "`type` was not kept as it was sent"),
        (lambda row: {**row, "source": "web"}, "`source` was not kept as it was sent"),
        (lambda row: {k: v for k, v in row.items() if k != "at"}, "`at` was not set by the server"),
    ],
)
def test_what_is_lost_is_told(
    keeps: Callable[[dict[str, Any]], dict[str, Any]], said: str, server: Server, check: Check
) -> None:
    """A field that is lost for every name is one finding, and its values are not shown."""
    server.keeps = keeps
    done = check(server.url, *leave(server.url))
    ((rule, message),) = done.found
    assert rule == "smoke-not-kept"
    assert message.startswith("`job-started`, `job-finished` was accepted with 201, and ")
    assert said in message


def test_a_server_may_add_to_what_it_keeps(server: Server, check: Check) -> None:
    """More fields, also inside what was sent, are no loss."""
    server.keeps = lambda row: {**row, "extra": 1, "meta": {**row["meta"], "by": "server"}}
    assert check(server.url, *leave(server.url)).code == 0


def test_what_cannot_be_found_again_is_lost(server: Server, check: Check) -> None:
    """Accepted, and not there afterwards."""
    contract = CONTRACT.replace("get: /events/{id}", "get: /lost/{id}x")
    done = check(server.url, *leave(server.url), contract=contract)
    assert [rule for rule, _ in done.found] == ["smoke-not-kept"]
    assert "cannot be found afterwards" in done.found[0][1]


@pytest.mark.parametrize("status", [401, 403, 404, 409, 500, 302])
def test_an_answer_that_says_neither_ends_the_smoke(
    status: int, server: Server, check: Check
) -> None:
    """Nothing is accused, and no more is sent: the rest is said to be untried."""
    server.answers = lambda _method, name: status if name == "job-finished" else 0
    done = check(server.url, *leave(server.url))
    shown, reason = done.verdict
    assert shown == "cantTell"
    assert f"`job-finished` was answered with {status}" in reason
    assert "`contractcheck-undeclared` was not tried" in reason
    assert server.rows == {}


def test_without_a_key_nobody_is_accused(
    server: Server, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing key is a gap that names the variable, and nothing may have been made."""
    monkeypatch.delenv("JOBS_KEY")
    done = check(server.url, *leave(server.url))
    assert done.verdict[0] == "cantTell"
    assert "JOBS_KEY" in done.verdict[1]
    assert "may have been made" not in done.verdict[1]
    assert server.asked == []


def test_a_server_that_stops_midway_leaves_something(server: Server, check: Check) -> None:
    """What was made and could not be removed is named by its id, what may have been made by its key."""
    server.hangs_up_at = 2
    done = check(server.url, *leave(server.url))
    shown, reason = done.verdict
    assert shown == "cantTell"
    assert "left on the server: 1" in reason
    assert "may have been made, under the key contractcheck-" in reason
    assert "job-finished" in reason
    assert f"{CLAUSE}: left on the server: 1" in done.errors
    keys = {key for method, _, key in server.asked if method == "POST"}
    assert len(keys) == 2, "a repetition has the key of the first attempt"


def test_what_is_left_is_said_of_a_passed_smoke_too(server: Server, check: Check) -> None:
    """Without a way to remove it the ids stand in the report and on standard error."""
    contract = CONTRACT.replace('    clean_up: {delete: "/events/{id}"}\n', "")
    done = check(server.url, *leave(server.url), contract=contract)
    assert done.verdict == ("passed", "left on the server: 1, 2")
    assert done.errors.splitlines()[-1] == f"{CLAUSE}: left on the server: 1, 2"
    assert done.code == 0


def test_a_second_run_of_a_day_makes_nothing_new(server: Server, check: Check) -> None:
    """The keys are those of the day; the next day has others, and another body too."""
    contract = CONTRACT.replace('    clean_up: {delete: "/events/{id}"}\n', "")
    for _ in range(2):
        assert check(server.url, *leave(server.url), contract=contract).code == 0
    assert len(server.rows) == 2
    other = contract.replace("attempt: 1", "attempt: 2")
    assert check(server.url, *leave(server.url), contract=other).code == 0
    assert len(server.rows) == 4
    check(server.url, *leave(server.url), "--as-of", "2026-06-21", contract=contract)
    assert len(server.rows) == 6


def test_a_key_is_made_of_declared_parts(server: Server, check: Check) -> None:
    """In their order, and such that no value can run into another part."""
    contract = CONTRACT.replace(
        "    reads_back:",
        "    values: {run: a+b, context: smoke}\n"
        "    idempotency_key: [run, context, member]\n    reads_back:",
    )
    assert check(server.url, *leave(server.url), contract=contract).code == 0
    keys = [key for method, _, key in server.asked if method == "POST"]
    assert keys[0] == "a%2Bb+smoke+job-started"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type: "{member}"', 'type: "{membre}"', "unknown value `membre`, did you mean `member`?"),
        ("/events/{id}\n", "/events/{ids}\n", "unknown value `ids`"),
        ("post: /events", "post: /events/{id}", "unknown value `id`"),
        ("as: robot", "as: robbot", "unknown identity `robbot`"),
        (
            "[job-started, job-finished]",
            "{vocabulary: jobs.types}",
            "unknown contract `jobs.types`",
        ),
    ],
)
def test_what_a_smoke_names_must_be_there(
    old: str, new: str, said: str, server: Server, check: Check
) -> None:
    """Slips are told at their place before anything is asked."""
    assert old in CONTRACT
    done = check(server.url, *leave(server.url), contract=CONTRACT.replace(old, new))
    assert done.code == 2
    assert said.partition(",")[0] in done.errors
    assert "contracts/smoke.yaml:" in done.errors
    assert server.asked == []


def test_two_smokes_read_the_same_list_anew(server: Server, check: Check) -> None:
    """What the second one made is not in the answer that the first one got."""
    contract = CONTRACT.replace('    clean_up: {delete: "/events/{id}"}\n', "")
    contract = contract.replace("get: /events/{id}", "get: /events/all")
    contract = contract.replace("      holds:", "      select: \"$.events['{id}']\"\n      holds:")
    other = contract[contract.index("  events:") :].replace("  events:", "  others:", 1)
    other = other.replace("attempt: 1", "attempt: 2")
    done = check(server.url, *leave(server.url), contract=contract + other)
    assert (done.code, done.found) == (0, [])


GATES = """\
kind: readiness-gates
id: jobs.go-live
owner: platform
api: jobs
smoke:
  as: robot
  post: /events
  for_each: {vocabulary: jobs.types}
  body: {type: "{member}"}
gates:
  smoke:
    says: declared types are accepted and others rejected
    declared: passed
    evidence: [smoke profile:first]
"""
TYPES = """\
kind: vocabulary
id: jobs.types
owner: platform
members: [job-started, job-finished, job-lost]
profiles:
  first: {only: [job-started], when: {job-finished: a runner is there}}
"""


def test_a_smoke_is_evidence_for_a_gate(server: Server, check: Check, tmp_path: Path) -> None:
    """A gate names the profile; how the smoke is run stands once in the contract."""
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts" / "types.yaml").write_text(TYPES, encoding="utf-8")
    done = check(server.url, *leave(server.url), contract=GATES)
    gate = {one["id"]: one["outcome"] for one in done.report["clauses"]}["jobs.go-live/smoke"]
    assert (gate, done.found) == ("passed", [])
    assert server.count("POST") == 3
    assert "jobs.go-live/smoke/evidence/1: left on the server: 1, 2" in done.errors
    server.refuses = 201
    done = check(server.url, *leave(server.url), "--as-of", "2026-06-22", contract=GATES)
    assert [rule for rule, _ in done.found] == ["over-declared"]
    other = GATES.replace("profile:first", "profile:second")
    done = check(server.url, *leave(server.url), contract=other)
    assert [rule for rule, _ in done.found] == ["declared-without-evidence"]


HUB = """\
kind: api-surface
id: jobs.smoke
owner: platform
api: jobs
smokes:
  events:
    as: robot
    post: /interaction-events
    for_each: [ops-endpoint-verified, ops-service-discovered]
    values: {widget: {get: /widgets, select: "$.data[?@.name == 'ops-service-gitea'].id"}}
    body: {widgetId: "{widget}", eventType: "{member}", viewContext: smoke, metadata: {a: {b: 1}}}
    reads_back:
      get: "/interaction-events?eventType={member}&perPage=200"
      select: "$.data[?@.id == '{id}']"
      holds: {metadata: sent, viewContextRef: sent.viewContext, actorType: api}
      sets: [occurredAt]
"""


@pytest.mark.parametrize(
    ("release", "outcome", "rules"),
    [
        ("current", "passed", []),
        ("drifted", "failed", ["smoke-not-kept", "smoke-undeclared-accepted"]),
        ("early", "cantTell", []),
    ],
)
def test_the_releases_of_the_hub(
    release: str, outcome: str, rules: list[str], check: Check
) -> None:
    """The current one keeps to its word, the drifted one does not, the early one has no widget yet."""
    with running_hub(release, key=KEY) as url:
        done = check(url, *leave(url), contract=HUB)
        again = check(url, *leave(url), contract=HUB)
    assert done.verdict[0] == again.verdict[0] == outcome
    assert sorted(rule for rule, _ in done.found) == rules
    if outcome == "passed":
        assert done.verdict[1] == again.verdict[1], "the same events are left, and no others"
    assert KEY not in done.errors + json.dumps(done.report)
