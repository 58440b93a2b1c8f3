"""What an MDX document says, what it does not, and where it stands."""

from __future__ import annotations

import time
from contextlib import suppress
from textwrap import dedent

import pytest

from contractcheck.model.document import Document, Fence, ListBlock, Quote, Table
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import Stance
from contractcheck.readers.markdown import read_markdown
from contractcheck.readers.mdx import read_mdx
from tests.readers.markdown.test_markdown_laws import proses


def read(text: str) -> Document:
    """Read an indented ``text`` as an MDX document."""
    return read_mdx("a.mdx", dedent(text).lstrip("\n").encode())


def said(text: str) -> list[str]:
    """Return the visible texts of a document, in order."""
    return [" ".join(prose.text.split()) for prose in proses(read(text))]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("import A from 'a'\n\nText\n", ["Text"]),
        ("import {\n  A,\n\n  B\n} from 'a'\nexport * from 'b'\n\nText\n", ["Text"]),
        (
            "export const meta = {\n  title: 'Words }',\n\n  more: `a ${b({})} c`,\n}\n\nText\n",
            ["Text"],
        ),
        ("export default ({children}) => <p>{children}</p>\n\nText\n", ["Text"]),
        ("import the module first.\n", ["import the module first."]),
        ("A line and\nexport const is a word\n", ["A line and export const is a word"]),
        ("<Note>Text</Note>\n", ["Text"]),
        ("<Note title='not said'>\n\nText\n\n</Note>\n", ["Text"]),
        ("<Note>\nText with *marks*\n</Note>\n", ["Text with marks"]),
        ("One <Badge text='not said' /> two\n", ["One two"]),
        ("One <b>two</b>, <a href={x}>three</a>\n", ["One two, three"]),
        ("One <Badge\n  text={`not\n  said`}\n/> two\n", ["One two"]),
        ("<>\nText\n</>\n", ["Text"]),
        ("<Tabs.Item a:b='c' {...rest} open>\nText\n</Tabs.Item>\n", ["Text"]),
        ("There are {count} of them\n", ["There are of them"]),
        ("{items.map((one) => <li key={one}>{'}'}</li>)}\n\nText\n", ["Text"]),
        ("{is && <p>It isn't, don't {ask}</p>}\n\nText }\n", ["Text }"]),
        ("one{' '}\n<b>two</b>\n", ["one two"]),
        ("{/* not said */}\n\nText {/* nor this */} goes on\n", ["Text goes on"]),
        ("<!-- not said\n\nnor this -->\n\nText\n", ["Text"]),
        ("<style>{`\n.a { color: red }\n`}</style>\n\nText\n", ["Text"]),
        ("<script>\nnot said\n</script>\n\nText\n", ["Text"]),
        ("# Title {#an-id}\n", ["Title"]),
        ("a <del>not said</del> b\n", ["a b"]),
        ("a <Strike>said</Strike> b\n", ["a said b"]),
        ("one<br/>two\n", ["one two"]),
        ("`<Tag>` and `{x}` are code\n", ["<Tag> and {x} are code"]),
        ("\\<Tag> and \\{x} are escaped\n", ["<Tag> and {x} are escaped"]),
        ("1 < 2, and {unclosed\n", ["1 < 2, and {unclosed"]),
        ("<https://a.example> is a link\n", ["https://a.example is a link"]),
        ("    not code, in MDX\n", ["not code, in MDX"]),
        ("| a | b |\n|---|---|\n| {x || y} | <B c='|' /> d |\n", ["a", "b", "", "d"]),
        ("one\n{/* between */}\ntwo\n", ["one", "two"]),
    ],
)
def test_components_are_skipped_and_not_misread(text: str, shown: list[str]) -> None:
    """Text is said, also inside elements; imports, tags, attributes and expressions are not."""
    assert said(text) == shown


def test_blocks_inside_elements_are_blocks() -> None:
    """Lists, fences, tables and headings may be set in with the element they stand in."""
    document = read("""
        # Install

        <Tabs groupId="os">
            <TabItem value="one">
                - first
                - second
                    - inner

                ```js title="a.js" {1,3}
                const a = {<b>}
                ```

                | a | b |
                |---|---|
                | c | d |
            </TabItem>
            <TabItem value="two">
                ## Other

                text
            </TabItem>
        </Tabs>
    """)
    (install,) = document.root.sections
    numbers, fence, table = install.blocks
    assert isinstance(numbers, ListBlock)
    assert [item.prose.text for item in numbers.items] == ["first", "second"]
    assert numbers.items[1].blocks
    assert isinstance(fence, Fence)
    assert (fence.info, fence.text) == ('js title="a.js" {1,3}', "const a = {<b>}\n")
    assert isinstance(table, Table)
    assert [section.title for section in install.sections] == ["Other"]


def test_an_element_in_a_list_item_stays_in_it() -> None:
    """What is set in for the item's sake belongs to the item."""
    document = read("""
        1. Do this

           <Note>
             - a note
           </Note>

           and this
        2. Then that
    """)
    (steps,) = document.root.blocks
    assert isinstance(steps, ListBlock)
    assert [item.prose.text for item in steps.items] == ["Do this", "Then that"]
    assert len(steps.items[0].blocks) == 2


def test_places_are_those_of_the_source() -> None:
    """Tags before a text on its line, and other alphabets in them, move nothing."""
    text = 'ünd <Émoji a="é😀" />\n\n<Note title="é">Wörter <b>hier</b></Note>\n'
    document = read_mdx("a.mdx", text.encode())
    prose = list(proses(document))[1]
    span = prose.locate(prose.text.index("hier"), prose.text.index("hier") + 4)
    assert text.encode()[span.start : span.end] == b"hier"
    assert (span.line, span.column) == (3, 27)


def test_comments_are_kept_as_unsaid_and_mark_regions() -> None:
    """``{/* name:start */}`` marks a region as its HTML twin does."""
    document = read("{/* events:start */}\n- a\n{/* note */}\n- b\n{/* events:end */}\n")
    assert [region.name for region in document.regions] == ["events"]
    assert [prose.runs[0].text for prose in document.unsaid] == [
        "events:start",
        "note",
        "events:end",
    ]
    (listed,) = document.root.blocks
    assert isinstance(listed, ListBlock)
    assert len(listed.items) == 2


def test_front_matter_is_read() -> None:
    """The block before the imports is YAML, and its braces are no expression."""
    document = read("---\ntitle: {a: b}\n---\nimport A from 'a'\n\n# T\n")
    assert document.front_matter
    assert document.front_matter.value == {"title": {"a": "b"}}


@pytest.mark.parametrize(
    ("opening", "shown", "stance"),
    [
        (":::note", [], Stance.AFFIRMED),
        (":::tip[Good to know]", ["Good to know"], Stance.AFFIRMED),
        (":::caution Good to know", ["Good to know"], Stance.AFFIRMED),
        ("::::warning[No longer *so*]", ["No longer so"], Stance.PAST),
        (":::deprecated", [], Stance.PAST),
        (":::info[Planned] ", ["Planned"], Stance.PLANNED),
    ],
)
def test_admonitions_are_set_off(opening: str, shown: list[str], stance: Stance) -> None:
    """Their text is said, their title gives it its stance, and their lists are lists."""
    closing = opening[: len(opening) - len(opening.lstrip(":"))]
    document = read(f"{opening}\n\nText é\n\n- item\n\n{closing}\n\nafter\n")
    quote, _ = document.root.blocks
    assert isinstance(quote, Quote)
    found = list(proses(document))
    assert [prose.text for prose in found] == [*shown, "Text é", "item", "after"]
    assert found[-2].sentences[0].stance.stance is stance
    assert found[-1].sentences[0].stance.stance is Stance.AFFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        "<a b={" * 50_000,
        "<a " * 100_000,
        "{/*" * 100_000,
        "{`${" * 50_000,
        '{"' * 100_000,
        "<Tab>\n" * 50_000,
        "</Tab>\n" * 50_000,
        "<Tab>\n</Other>\n" * 30_000,
        "".join("`" * (1 + number % 300) + " " for number in range(3000)),
        "<script>" * 20_000,
        "{'" + "\\" * 200_000,
        "export {\n\n" * 20_000,
        ":::note\n" * 2_000,
        "<!--" * 50_000,
    ],
    ids=lambda text: text[:12],
)
def test_what_is_never_closed_costs_its_length(text: str) -> None:
    """Openings without end are read, or refused, in bounded time."""
    began = time.process_time()
    with suppress(UnreadableError):
        read_mdx("a.mdx", text.encode())
    assert time.process_time() - began < 20


def test_markdown_without_components_reads_the_same() -> None:
    """A document that is both has the same tree."""
    text = (
        b"---\na: b\n---\n# T\n\ntext **b** `c`\n\n- a: b\n  - c\n\n| x |\n|---|\n| y |\n\n> q\n\n"
        b"```sh\n{x}\n```\n\n1. one\n2. two\n\n~~gone~~ [l](u) <https://a.example>\n"
    )
    markdown, mdx = read_markdown("a.md", text), read_mdx("a.md", text)
    assert markdown.root == mdx.root
    assert markdown.unsaid == mdx.unsaid
