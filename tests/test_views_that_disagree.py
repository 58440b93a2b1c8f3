"""One fact on which views disagree is one finding that shows every view and names the odd one out."""

from __future__ import annotations

from contractcheck.model.finding import Finding
from tests.trees import judge, tree


def events(*, readme: str, table: str, data: str, contract: str = "") -> dict[str, str]:
    """Return a tree whose vocabulary shows in a list, a table and a data file."""
    texts = tree(
        contractcheck_yaml="owner: maintainers",
        contracts__events_yaml="""
            kind: vocabulary
            id: jobs.events
            noun: event
            members: [job-started, job-finished, job-failed]
            views:
              - {id: readme, at: "README.md#Events"}
              - {id: table, at: "docs/events.md#All", column: Event}
              - {id: data, file: events.json, select: "$[*]"}
            spelling: false
            """,
        README_md="# Jobs\n\n## Events\n\n" + "".join(f"- `{n}`\n" for n in readme.split()),
        docs__events_md="# Events\n\n## All\n\n| Event | Says |\n| --- | --- |\n"
        + "".join(f"| `{n}` | it |\n" for n in table.split()),
        events_json="[" + ",\n ".join(f'"{n}"' for n in data.split()) + "]\n",
    )
    if contract:
        members = "[job-started, job-finished, job-failed]"
        path = "contracts/events.yaml"
        texts[path] = texts[path].replace(members, contract)
    return texts


ALL = "job-started job-finished job-failed"


def only(texts: dict[str, str]) -> Finding:
    """Return the one finding of a tree."""
    (finding,) = judge(texts).findings
    return finding


def views(finding: Finding) -> list[str]:
    """Return what a finding says of each view."""
    return [f"{one.view}: {one.note} ({one.at})" for one in finding.related if one.view]


def test_one_view_renames() -> None:
    """Two views and the contract agree against the third."""
    finding = only(events(readme="job-started job-ended job-failed", table=ALL, data=ALL))
    assert finding.rule == "vocabulary/member-differs"
    assert "`readme` is the odd one out; `table`, `data` and the contract agree" in finding.message
    assert views(finding) == [
        "readme: shows `job-ended` (README.md:6:4)",
        "table: shows `job-finished` (docs/events.md:8:4)",
        "data: shows `job-finished` (events.json:2:3)",
    ]


def test_one_renames_and_one_forgets() -> None:
    """Two views that depart from one fact in two ways are one finding with both places."""
    finding = only(
        events(readme="job-started job-ended job-failed", table="job-started job-failed", data=ALL)
    )
    assert finding.rule == "vocabulary/member-differs"
    assert [str(place) for place in finding.places] == ["README.md:6:4", "docs/events.md:3:4"]
    assert "`readme` and `table` are the odd ones out" in finding.message


def test_a_tie() -> None:
    """Two against two is said to be a tie; the places are those that differ from the contract."""
    finding = only(
        events(
            readme="job-started job-ended job-failed",
            table="job-started job-ended job-failed",
            data=ALL,
        )
    )
    assert "a tie: `readme` and `table` agree; `data` and the contract agree" in finding.message
    assert [place.document for place in finding.places] == ["README.md", "docs/events.md"]


def test_the_contract_is_outvoted() -> None:
    """What every view shows otherwise is to be changed in the contract first."""
    members = "[job-started, job-ended, job-failed]"
    finding = only(events(readme=ALL, table=ALL, data=ALL, contract=members))
    assert "the contract is the odd one out; `readme`, `table` and `data` agree" in finding.message
    assert finding.place.document == "contracts/events.yaml"


def test_most_views_against_the_contract_and_one_view() -> None:
    """A view that shows what the contract says is outvoted with it."""
    finding = only(
        events(
            readme=f"{ALL} job-paused",
            table=f"{ALL} job-paused",
            data=ALL,
            contract="[job-started, job-finished, job-failed]",
        )
    )
    assert finding.rule == "vocabulary/unknown-member"
    assert "a tie" in finding.message


def test_an_empty_view_shows_none_of_all() -> None:
    """A view without members is told beside the ones that show them."""
    finding = only(events(readme=ALL, table=ALL, data=""))
    assert finding.rule == "vocabulary/view-empty"
    assert "`data` is the odd one out" in finding.message
    assert views(finding)[2].startswith("data: shows 0 of the 3")


def test_views_of_a_profile_are_views_of_the_same_members() -> None:
    """A name that one slice shows otherwise is judged beside the views of the whole set."""
    texts = events(readme=ALL, table=ALL, data="job-started job-ended")
    path = "contracts/events.yaml"
    texts[path] = texts[path].replace(
        'select: "$[*]"}',
        'select: "$[*]", profile: small}\nprofiles: {small: {only: [job-started, job-finished]}}',
    )
    finding = only(texts)
    assert "`data` is the odd one out" in finding.message
    assert len(views(finding)) == 3


def test_a_view_that_may_leave_out_has_no_voice() -> None:
    """A view that shows at most the members says nothing by leaving one out."""
    texts = events(readme="job-started job-failed", table="job-started", data=ALL)
    path = "contracts/events.yaml"
    texts[path] = texts[path].replace("column: Event}", "column: Event, shows: at most}")
    assert [view.partition(":")[0] for view in views(only(texts))] == ["readme", "data"]


def facts(readme: str, guide: str, table: str) -> dict[str, str]:
    """Return a tree with an address said in two documents and in two tables."""
    return tree(
        contractcheck_yaml="owner: maintainers",
        contracts__hosts_yaml="""
            kind: boundaries
            id: jobs.hosts
            values:
              depot: {is: 10.0.0.1, called: [depot]}
            records:
              hosts:
                key: Host
                columns: [Role]
                rows:
                  north: {Role: store}
                  south: {Role: spare}
                views:
                  - {id: readme, at: "README.md#Hosts"}
                  - {id: guide, at: "guide.md#Hosts"}
                  - {id: table, at: "table.md#Hosts"}
            """,
        **{
            f"{name}_md": f"""
                # Page

                The depot answers at {address}.

                ## Hosts

                | Host | Role |
                | --- | --- |
                | north | {role} |
                | south | spare |
                """
            for name, (address, role) in {
                "README": readme.split(),
                "guide": guide.split(),
                "table": table.split(),
            }.items()
        },
    )


def test_a_value_has_every_mention_for_a_view() -> None:
    """A value that one document says otherwise names that document and shows the others."""
    finding = only(facts("10.0.0.1 store", "10.0.0.9 store", "10.0.0.1 store"))
    assert finding.rule == "boundaries/value-differs"
    assert str(finding.place).startswith("guide.md:3:")
    assert "`guide.md` is the odd one out; `README.md`, `table.md` and the" in finding.message
    assert [view.partition(" (")[0] for view in views(finding)] == [
        "README.md: says `10.0.0.1`",
        "guide.md: says `10.0.0.9`",
        "table.md: says `10.0.0.1`",
    ]


def test_a_row_shows_in_every_view() -> None:
    """A cell that one table has otherwise is one finding with what each table shows."""
    finding = only(facts("10.0.0.1 store", "10.0.0.1 cache", "10.0.0.1 store"))
    assert finding.rule == "boundaries/value-differs"
    assert "`guide` is the odd one out; `readme`, `table` and the contract agree" in finding.message
    assert [view.partition(" (")[0] for view in views(finding)] == [
        "readme: shows `store`",
        "guide: shows `cache`",
        "table: shows `store`",
    ]


def test_a_row_the_contract_alone_has_otherwise() -> None:
    """Where every table agrees on another value, the contract is to be changed first."""
    finding = only(facts("10.0.0.1 cache", "10.0.0.1 cache", "10.0.0.1 cache"))
    assert "the contract is the odd one out" in finding.message
    assert finding.place.document == "contracts/hosts.yaml"
