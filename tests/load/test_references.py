"""Names that contracts use must be declared somewhere."""

from __future__ import annotations

import textwrap

import pytest

from contractcheck.load.references import check_references
from contractcheck.model.configuration import ApiSource, Configuration
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.wiring.project import load_project
from tests.trees import TextFiles

AT = Location("a.yaml")
DATA = read_yaml("a.yaml", b"id: ops-hub.go-live\n")
CONTRACTS = [Contract("demo", "ops-hub.go-live", "ops", DATA, ("ops-hub.gates",))]
CONFIGURATION = Configuration(apis={"inter-hub": ApiSource("inter-hub")})


def test_declared_names_resolve() -> None:
    """An API, a contract, and a former id of one are known."""
    names = (("api", "inter-hub"), ("contract", "ops-hub.go-live"), ("contract", "ops-hub.gates"))
    references = [Reference(to, name, AT) for to, name in names]
    assert check_references(references, CONFIGURATION, CONTRACTS) == []


def test_unknown_names_offer_the_nearest() -> None:
    """What is not declared is said with what is."""
    references = [Reference("contract", "ops-hub.golive", AT), Reference("api", "interhub", AT)]
    problems = check_references(references, CONFIGURATION, CONTRACTS)
    assert [str(problem) for problem in problems] == [
        "a.yaml:1:1: unknown api `interhub`; did you mean `inter-hub`?\n    declared: inter-hub",
        (
            "a.yaml:1:1: unknown contract `ops-hub.golive`; did you mean `ops-hub.go-live`?\n"
            "    declared: ops-hub.gates, ops-hub.go-live"
        ),
    ]


def test_no_api_at_all() -> None:
    """Where nothing is declared the message says where to declare it."""
    (problem,) = check_references([Reference("api", "hub", AT)], Configuration(), [])
    assert problem.help == "declare it below `apis:` in contractcheck.yaml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            """\
            kind: boundaries
            sets:
              states: {exactly: [a, b], views: [{registry: hub /states, select: "$[*]"}]}
            """,
            "contracts/c.yaml:5:48: unknown api `hub`",
        ),
        (
            """\
            kind: boundaries
            sets:
              states: {exactly: [a, b], disjoint_from: ohters}
              others: {exactly: [c, d]}
            """,
            "contracts/c.yaml:5:44: unknown set `ohters`; did you mean `others`?",
        ),
        (
            """\
            kind: vocabulary
            members: [a-b, c-d]
            views: [{registry: hub /names, select: "$[*]"}]
            """,
            "contracts/c.yaml:5:20: unknown api `hub`",
        ),
    ],
)
def test_names_inside_contracts_are_checked(text: str, said: str) -> None:
    """A registry of an API that is not declared, and a set that is not there, are told at their place."""
    contract = f"id: some.contract\nowner: me\n{textwrap.dedent(text)}"
    with pytest.raises(InputError) as error:
        load_project(TextFiles({"contracts/c.yaml": contract}))
    assert str(error.value.problems[0]).startswith(said)
