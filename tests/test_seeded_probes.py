"""Probes: one question to a real server, and what each answer means."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.loopback import Said, judge_live, loopback
from tests.probing import (
    GUARD,
    ROWS,
    contract,
    outcome,
    verdict,
)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "passed"),
        (404, "failed"),
        (200, "failed"),
        (204, "cantTell"),
        (301, "cantTell"),
        (403, "cantTell"),
        (429, "cantTell"),
        (500, "cantTell"),
        (503, "cantTell"),
    ],
)
def test_what_each_status_means_is_written_down(status: int, word: str) -> None:
    """A status passes, fails, or tells nothing, by the words of the contract alone."""
    assert outcome(GUARD, {"/hubs": Said(status)}) == word


def test_the_finding_says_what_was_asked_what_came_and_what_it_means() -> None:
    """The message holds question, identity, status and meaning; the URL stands beside it."""
    with loopback({"/hubs": Said(404)}) as server:
        (finding,) = judge_live(contract(GUARD), {"hub": server.url}).findings
    assert finding.rule == "api-surface/probe-failed"
    assert finding.message == "GET /hubs as nobody was answered with 404: not deployed"
    shown = [(one.at.document, one.note) for one in finding.related]
    assert (f"{server.url}/hubs", "answered with 404 on 2026-11-21") in shown


@pytest.mark.parametrize("status", [401, 200, 403])
def test_a_server_that_answers_all_paths_alike_tells_nothing(status: int) -> None:
    """Where a path that cannot exist has the same answer, it neither passes nor fails."""
    told = verdict(GUARD, {}, Said(status))
    assert told.outcome.value == "cantTell"
    if status != 403:
        assert f"a path that cannot exist is answered alike, with {status}" in told.reason


def test_everything_redirected_to_one_page_tells_nothing() -> None:
    """A gate in front of a whole site is no redirect of this path; its query is set aside."""
    probe = "{get: /Hubs, redirects_to: /NewSession}"
    there = Said(302, "", {"Location": "/NewSession"})
    assert outcome(probe, {"/Hubs": there}) == "passed"
    assert outcome(
        probe, {"/Hubs": Said(302, "", {"Location": "/NewSession?next=%2FHubs"})}, there
    ) == ("cantTell")


def test_the_control_can_be_turned_off() -> None:
    """Where all paths are guarded by right, the contract says so."""
    assert outcome(GUARD.replace("}}", "}, control: false}"), {}, Said(401)) == "passed"


def test_not_found_needs_no_control() -> None:
    """That nothing is there is what a path that cannot exist is answered with too."""
    assert outcome(GUARD, {}, Said(404)) == "failed"


def test_a_body_of_its_own_tells_more_than_a_status() -> None:
    """A server that answers 200 to all is believed where this path has data that the rest lacks."""
    probe = "{get: /rows, select: '$.data', at_least: 2}"
    assert outcome(probe, {"/rows": Said(200, ROWS)}, Said(200, {"data": []})) == "passed"
    assert outcome(probe, {"/rows": Said(200, ROWS)}, Said(200, ROWS)) == "cantTell"


def test_the_control_is_asked_once() -> None:
    """One path that cannot exist serves all probes of an API, a method and an identity."""
    text = contract("{get: /a}")
    text["contracts/a.yaml"] += "  two: {get: /b}\n  three: {head: /a}\n"
    with loopback({"/a": Said(), "/b": Said()}) as server:
        judge_live(text, {"hub": server.url})
    controls = [one.line for one in server.asked if "contractcheck-control" in one.line]
    assert sorted(line.partition(" ")[0] for line in controls) == ["GET", "HEAD"]


REDIRECTS = [
    ("/NewSession", "/NewSession", "passed"),
    ("/NewSession", "NewSession", "passed"),
    ("/NewSession", "/x/../NewSession", "passed"),
    ("/NewSession", "/New%53ession", "passed"),
    ("/NewSession", "/NewSession?next=/Hubs", "passed"),
    ("/NewSession", "/NewSession#top", "passed"),
    ("/NewSession?next=/Hubs", "/NewSession", "failed"),
    ("/NewSession", "/Login", "failed"),
    ("/NewSession", "/newsession", "failed"),
    ("/NewSession", "/NewSession/", "failed"),
    ("/NewSession", "https://127.0.0.1/NewSession", "failed"),
    ("/NewSession", "//elsewhere.example/NewSession", "failed"),
    ("https://id.example/in", "https://ID.example:443/in", "passed"),
    ("https://id.example/in", "https://id.example.evil.example/in", "failed"),
    ("/NewSession", "http://[broken", "failed"),
]


@pytest.mark.parametrize(("wanted", "location", "word"), REDIRECTS)
def test_where_a_redirect_leads(wanted: str, location: str, word: str) -> None:
    """Targets are compared as URLs, a query only where the contract writes one; none is followed."""
    with loopback({"/Hubs": Said(302, "", {"Location": location})}) as server:
        texts = contract(f"{{get: /Hubs, redirects_to: '{wanted}'}}")
        result = judge_live(texts, {"hub": server.url})
    assert result.verdicts[0].outcome.value == word
    assert server.lines == ["GET /Hubs"]


def test_a_redirect_without_a_target_fails_and_no_redirect_tells_nothing() -> None:
    """302 without `Location` is a fault; 200 where a redirect is wanted has no meaning."""
    probe = "{get: /Hubs, redirects_to: /NewSession}"
    assert outcome(probe, {"/Hubs": Said(302)}) == "failed"
    assert outcome(probe, {"/Hubs": Said(200)}) == "cantTell"
    assert outcome(probe[:-1] + ", fails: {200: open to all}}", {"/Hubs": Said(200)}) == "failed"


HEADERS = [
    ("{X-Total: present}", {"X-Total": "3"}, "passed"),
    ("{x-total: '3'}", {"X-Total": "3"}, "passed"),
    ("{X-Total: '4'}", {"X-Total": "3"}, "failed"),
    ("{X-Total: present}", {}, "failed"),
    ("{X-Powered-By: absent}", {}, "passed"),
    ("{X-Powered-By: absent}", {"X-Powered-By": "canary"}, "failed"),
    ("{Content-Type: text/plain}", {"Content-Type": "text/plain; charset=utf-8"}, "passed"),
    ("{Content-Type: 'text/plain; charset=ascii'}", {"Content-Type": "text/plain"}, "failed"),
]


@pytest.mark.parametrize(("wanted", "sent", "word"), HEADERS)
def test_headers(wanted: str, sent: Mapping[str, str], word: str) -> None:
    """A header is there, absent, or has a value; another value is never shown."""
    told = verdict(f"{{get: /a, headers: {wanted}}}", {"/a": Said(200, "", sent)})
    assert told.outcome.value == word
    assert "canary" not in told.reason


def test_what_has_to_be_gone_is_gone_or_not() -> None:
    """A path that must not be there passes with 404, although all that is not there is answered so."""
    probe = "{get: /internal, passes: [404, 410], fails: {200: still there}}"
    assert outcome(probe, {}) == "passed"
    assert outcome(probe, {"/internal": Said(410)}) == "passed"
    assert outcome(probe, {"/internal": Said(200)}) == "failed"
