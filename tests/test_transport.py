"""What the configuration says of an API's server, from the file to the server: limits, trust, certificates."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from contractcheck.cli.main import run
from contractcheck.reports.formats import FORMATS
from tests.certificates import Authority, new_authority
from tests.servers import Asked, Said, answering

CONTRACT = (
    "kind: vocabulary\nid: hub.words\nmembers: [alpha]\nviews:\n"
    "  - {id: registry, registry: hub /words, select: '$[*]'}\n"
)
WORDS = Said(body=b'["alpha"]', headers={"Content-Type": "application/json"})


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the machine trusts."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "HUB_CERT_FILE", "HUB_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Return an authority of this module."""
    return new_authority(tmp_path_factory.mktemp("authority"))


def write(tree: Path, settings: str, contract: str = CONTRACT) -> None:
    """Write a tree with what is said of its APIs."""
    (tree / "contracts").mkdir()
    (tree / "contracts" / "words.yaml").write_text(contract, encoding="utf-8")
    (tree / "contractcheck.yaml").write_text(f"owner: me\n{settings}", encoding="utf-8")


def check(tree: Path, *more: str) -> tuple[int, str]:
    """Return the exit code of a live check that has to be able to tell, and the reason of the view."""
    report = tree / "report.json"
    code = run(["check", "--root", str(tree), "--live", "--report", f"json={report}", *more])
    clauses = json.loads(report.read_text("utf-8"))["clauses"] if report.exists() else []
    reasons = [one["reason"] for one in clauses if one["id"] == "hub.words/views/registry"]
    return code, "".join(reasons)


def test_an_authority_of_the_tree_and_a_client_certificate(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A private hub that wants to know who asks is asked; the tree holds the authority and names only."""
    own = authority.issue("operator")
    with answering(WORDS, authority.server(asks_for_client=True)) as server:
        write(
            tmp_path,
            f"apis: {{hub: {{url: '{server.url}', ca: certificates/hub.pem, client_certificate: "
            "{certificate: HUB_CERT_FILE, key: HUB_KEY_FILE}}}\n",
        )
        (tmp_path / "certificates").mkdir()
        (tmp_path / "certificates" / "hub.pem").write_bytes(authority.certificate.read_bytes())
        without = check(tmp_path)
        monkeypatch.setenv("HUB_CERT_FILE", str(own.certificate))
        monkeypatch.setenv("HUB_KEY_FILE", str(own.key))
        asked = check(tmp_path)
    assert without[1].startswith("no credential: ")
    assert "HUB_CERT_FILE is not set" in without[1]
    assert asked == (0, "")
    assert server.paths == ["/words"]


@pytest.mark.parametrize("format_", FORMATS)
def test_what_a_proxy_is_told_stands_in_no_output(
    tmp_path: Path,
    format_: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Not even where the proxy says it again: plain, as it was sent, or as a member of a registry."""
    password = "canary-proxy-77"  # noqa: S105 - planted to be looked for

    def answer(asked: Asked) -> Said:
        told = asked.headers["proxy-authorization"]
        said = json.dumps(["alpha", told.split()[1], password, f"x{told}"]).encode()
        return Said(body=said, headers={"Content-Type": "application/json", "X-Told": told})

    with answering(answer) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("//", f"//user:{password}@"))
        write(tmp_path, "apis: {hub: {url: 'http://hub.example'}}\n")
        arguments = ["check", "--root", str(tmp_path), "--live", "--allow-host", "hub.example"]
        assert run([*arguments, "--format", format_, "--verbose"]) == 1
    shown = "".join(capsys.readouterr())
    assert proxy.paths == ["http://hub.example/words"]
    assert password not in shown
    assert "dXNlcjpjYW5hcnktcHJveHktNzc=" not in shown


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("ca: certificates/none.pem", "certificates/none.pem"),
        ("ca: ../outside.pem", "contractcheck.yaml:"),
        ("concurrency: 9", "contractcheck.yaml:2:"),
        ("concurrency: 0", "contractcheck.yaml:2:"),
        ("rate: 0", "contractcheck.yaml:2:"),
        ("rate: -1", "contractcheck.yaml:2:"),
        ("rate: fast", "contractcheck.yaml:2:"),
        ("client_certificate: {certificate: HUB_CERT_FILE}", "contractcheck.yaml:2:"),
        ("client_certificate: {certificate: a.pem, key: b.pem}", "contractcheck.yaml:2:"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_place(
    tmp_path: Path, said: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit above the program's own, a file that is not there, a path where a name belongs: exit 2."""
    write(tmp_path, f"apis: {{hub: {{url: 'http://127.0.0.1:9', {said}}}}}\n")
    assert check(tmp_path) == (2, "")
    assert line in "".join(capsys.readouterr())


def test_two_apis_of_a_server_share_the_narrower_limits(tmp_path: Path) -> None:
    """A server does not care by which name it is asked."""
    times: list[float] = []

    def answer(asked: Asked) -> Said:
        times.append(time.monotonic())
        return WORDS if asked.path else Said(404)

    views = "".join(
        f"  - {{id: v{number}, registry: {api} /words/{number}, select: '$[*]'}}\n"
        for number, api in enumerate(["hub", "site"] * 4)
    )
    with answering(answer) as server:
        write(
            tmp_path,
            f"apis:\n  hub: {{url: '{server.url}/a', rate: 50}}\n"
            f"  site: {{url: '{server.url}', concurrency: 2}}\n",
            CONTRACT + views,
        )
        assert check(tmp_path)[0] == 0
    assert len(times) == 9
    assert server.most_at_once <= 2
    assert max(times) - min(times) >= 8 / 50 - 0.02


def test_two_apis_of_a_server_have_one_authority(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who vouches for a server cannot be two things at once."""
    write(
        tmp_path,
        "apis:\n  hub: {url: 'https://127.0.0.1:9/a', ca: a.pem}\n"
        "  site: {url: 'https://127.0.0.1:9'}\n",
    )
    (tmp_path / "a.pem").write_text("none", encoding="utf-8")
    assert check(tmp_path) == (2, "")
    assert "`site` and another API of its server differ in `ca`" in "".join(capsys.readouterr())
