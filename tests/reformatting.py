"""Edits of Markdown source that change nothing a reader of the page can see.

Each is a function of the text and a source of randomness. They work on blocks parted by blank lines;
fences, front matter and comments are left as they are unless an edit is about them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from random import Random

Edit = Callable[[str, Random], str]

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d+[.)]) (?P<text>.*)", re.DOTALL)
_HEADING = re.compile(r"(?P<hashes>#{1,6}) (?P<title>.*)\Z")
_CODE = re.compile(r"`([^`]+)`")
_SAYS_HOW_IT_IS_MEANT = re.compile(
    r"\b(?:not|no|never|non|without|future|later|plan\w*|former\w*|histor\w*|unsupported)\b",
    re.IGNORECASE,
)
_PLAIN_WORD = re.compile(r"(?<![\w`*_\[\]()<>/{}.:-])[A-Za-z]{3,}(?![\w`*_\[\]()<>/{}:-]|\.\w)")


def blocks(text: str) -> list[str]:
    """Split a text into blocks; a fence with its blank lines, and front matter, are one block each."""
    found: list[str] = []
    lines: list[str] = []
    fence = ""
    for number, line in enumerate(text.split("\n")):
        marker = re.match(r"\s*(`{3,}|~{3,})", line)
        front = line == "---" and (number == 0 or fence == "---")
        if fence:
            lines.append(line)
            if (marker and line.strip() == fence) or (front and fence == "---"):
                found.append("\n".join(lines))
                lines, fence = [], ""
        elif marker or front:
            if lines:
                found.append("\n".join(lines))
            lines, fence = [line], marker[1] if marker else "---"
        elif line.strip():
            lines.append(line)
        elif lines:
            found.append("\n".join(lines))
            lines = []
    if lines:
        found.append("\n".join(lines))
    return found


def join(parts: list[str]) -> str:
    """Put blocks together again."""
    return "\n\n".join(parts) + "\n"


def is_fence(block: str) -> bool:
    """Say whether a block is a fence, front matter or a comment."""
    return block.lstrip().startswith(("```", "~~~", "---\n", "<"))


def is_list(block: str) -> bool:
    """Say whether a block is a list."""
    return _ITEM.match(block) is not None


def is_prose(block: str) -> bool:
    """Say whether a block is a paragraph."""
    other = block.startswith(("#", "|", ">", "    ", "[")) or re.search(r"\n[=-]{3,}\Z", block)
    return not (is_fence(block) or is_list(block) or other)


def heading_level(block: str) -> int:
    """Return the level of a heading, 0 for any other block."""
    match = re.match(r"(#{1,6}) ", block)
    if match:
        return len(match[1])
    underline = re.search(r"\n(=|-){3,}\Z", block)
    return "=-".index(underline[1]) + 1 if underline and not is_list(block) else 0


def items(block: str) -> list[str]:
    """Return the top-level items of a list block, their continuation lines included."""
    found: list[str] = []
    for line in block.split("\n"):
        if _ITEM.match(line) and not line.startswith(" "):
            found.append(line)
        else:
            found[-1] += f"\n{line}"
    return found


def _each(text: str, wanted: Callable[[str], bool], change: Callable[[str], str]) -> str:
    return join([change(block) if wanted(block) else block for block in blocks(text)])


def rewrap(text: str, random: Random) -> str:
    """Break the lines of paragraphs and items elsewhere."""
    width = random.randint(24, 140)

    def fill(paragraph: str, indent: str) -> str:
        words = " ".join(paragraph.split())
        return textwrap.fill(
            words, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )

    def item(one: str) -> str:
        match = _ITEM.match(one)
        if match is None or "\n  -" in one or _starts_block(match["text"]):
            return one
        filled = fill(match["text"], "")
        if any(_starts_block(line) for line in filled.split("\n")):
            return one
        indent = " " * (len(match["marker"]) + 1)
        return f"{match['marker']} " + filled.replace("\n", f"\n{indent}")

    def safe(block: str) -> str:
        filled = fill(block, "")
        return block if any(_starts_block(line) for line in filled.split("\n")) else filled

    text = _each(text, is_prose, safe)
    return _each(text, is_list, lambda block: "\n".join(item(one) for one in items(block)))


def _starts_block(line: str) -> bool:
    return re.match(r"([-*+#>|=~]|\d+[.)])(\s|$|-|=)", line) is not None


def bullet_marker(text: str, random: Random) -> str:
    """Use another bullet marker."""
    marker = random.choice("-*+")
    return _each(
        text, is_list, lambda block: re.sub(r"(?m)^(\s*)[-*+] ", rf"\g<1>{marker} ", block)
    )


def shuffle_bullets(text: str, random: Random) -> str:
    """Put the items of bullet lists in another order."""

    def shuffled(block: str) -> str:
        found = items(block)
        if not all(one.startswith(("- ", "* ", "+ ")) for one in found):
            return block
        random.shuffle(found)
        return "\n".join(found)

    return _each(text, is_list, shuffled)


def emphasise(text: str, random: Random) -> str:
    """Set a few words of prose and items in emphasis."""

    def change(block: str) -> str:
        mark = random.choice(["*", "**", "_"])
        parts = re.split(r"(`[^`]*`)", block)
        for i in range(0, len(parts), 2):
            parts[i] = _PLAIN_WORD.sub(
                lambda m: f"{mark}{m[0]}{mark}" if random.random() < 0.08 else m[0], parts[i]
            )
        return "".join(parts)

    return _each(text, lambda block: is_prose(block) or is_list(block), change)


def without_backticks(text: str, random: Random) -> str:
    """Take the back-ticks off some code spans whose text means the same without."""

    def bare(match: re.Match[str]) -> str:
        safe = re.fullmatch(r"[\w/ .-]+", match[1]) and not re.search(
            r"(^|\W)_|_(\W|$)|//", match[1]
        )
        return match[1] if safe and random.random() < 0.5 else match[0]

    return _each(
        text, lambda block: is_prose(block) or is_list(block), lambda b: _CODE.sub(bare, b)
    )


def deeper_headings(text: str, _random: Random) -> str:
    """Set every heading one level deeper."""
    if re.search(r"(?m)^#{6} ", text):
        return text
    return _each(text, lambda block: block.startswith("#"), lambda block: f"#{block}")


def one_heading_deeper(text: str, random: Random) -> str:
    """Set one heading one level deeper that has no headings below it (else those would leave it).

    The heading before it then stands above it; one that denies or plans would say so of it too.
    """
    parts = blocks(text)
    levels = [(i, level) for i, part in enumerate(parts) if (level := heading_level(part))]
    following = [level for _, level in levels[1:]] + [0]
    before = ["", *(parts[i] for i, _ in levels[:-1])]
    leaves = [
        i
        for (i, level), after, above in zip(levels, following, before, strict=True)
        if 2 <= level < 5 and after <= level and parts[i].startswith("#")
        if not _SAYS_HOW_IT_IS_MEANT.search(above)
    ]
    if leaves:
        place = random.choice(leaves)
        parts[place] = f"#{parts[place]}"
    return join(parts)


def setext_headings(text: str, _random: Random) -> str:
    """Underline first and second level headings."""

    def change(block: str) -> str:
        match = _HEADING.match(block)
        if match is None or len(match["hashes"]) > 2:
            return block
        title = match["title"].rstrip("# ")
        return f"{title}\n{'=-'[len(match['hashes']) - 1] * 5}"

    return _each(text, lambda block: block.startswith("#"), change)


def closed_headings(text: str, _random: Random) -> str:
    """Close headings with hashes."""

    def change(block: str) -> str:
        match = _HEADING.match(block)
        return f"{block} {match['hashes']}" if match else block

    return _each(text, lambda block: block.startswith("#"), change)


def carriage_returns(text: str, _random: Random) -> str:
    """End lines the way Windows does."""
    return text.replace("\n", "\r\n")


def trailing_space(text: str, random: Random) -> str:
    """Leave a space at the end of some lines."""
    return _each(
        text,
        lambda block: not is_fence(block),
        lambda block: re.sub(
            r"(?<=\S)\n", lambda _: " \n" if random.random() < 0.5 else "\n", block
        ),
    )


def comments(text: str, random: Random) -> str:
    """Put comments between blocks."""
    parts = blocks(text)
    first = 1 if parts[0].startswith("---\n") else 0
    place = random.randint(first, len(parts))
    note = random.choice(
        ["<!-- a note for editors -->", "<!--\nsupported, tested and six buckets\n-->"]
    )
    return join([*parts[:place], note, *parts[place:]])


def reference_links(text: str, _random: Random) -> str:
    """Give the targets of links at the end of the document."""
    targets: list[str] = []

    def change(match: re.Match[str]) -> str:
        targets.append(match[2])
        return f"[{match[1]}][ref-{len(targets)}]"

    changed = _each(
        text,
        lambda block: is_prose(block) or is_list(block),
        lambda block: re.sub(r"(?<!!)\[([^\[\]]+)\]\(([^()\s]+)\)", change, block),
    )
    definitions = [f"[ref-{number}]: {target}" for number, target in enumerate(targets, 1)]
    return changed + ("\n" + "\n".join(definitions) + "\n" if definitions else "")


def table_padding(text: str, random: Random) -> str:
    """Pad table cells."""
    pad = " " * random.randint(1, 6)
    return _each(
        text,
        lambda block: block.startswith("|"),
        lambda block: "\n".join(
            line
            if re.fullmatch(r"[|:\s-]+", line)
            else re.sub(r" ?(?<!\\)\| ?", f"{pad}|{pad}", line).strip()
            for line in block.split("\n")
        ),
    )


def loose_lists(text: str, _random: Random) -> str:
    """Part the items of lists by blank lines."""
    return _each(text, is_list, lambda block: "\n\n".join(items(block)))


def tilde_fences(text: str, _random: Random) -> str:
    """Fence with tildes."""

    def change(block: str) -> str:
        return re.sub(r"(?m)^```", "~~~", block) if "~~~" not in block else block

    return _each(text, lambda block: block.startswith("```"), change)


def smart_quotes(text: str, _random: Random) -> str:
    """Use typographic quotes and dashes."""

    def change(block: str) -> str:
        parts = re.split(r"(`[^`]*`)", block)
        for i in range(0, len(parts), 2):
            parts[i] = re.sub(r"(?<=\w)'(?=\w)", "\u2019", parts[i])
            parts[i] = re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", parts[i])
            parts[i] = re.sub(r"(?<=\w) - (?=\w)", " \u2013 ", parts[i])
        return "".join(parts)

    return _each(text, lambda block: is_prose(block) or is_list(block), change)


def unrelated_section(text: str, random: Random) -> str:
    """Add a section about something else at the end."""
    level = random.choice(["#", "##", "###"])
    body = random.choice(
        [
            "The garden is watered in the evening, and the gate is closed at night.",
            "Bring a coat. The path along the river is wet after rain.\n\n1. Walk.\n2. Rest.",
        ]
    )
    return f"{text.rstrip()}\n\n{level} About the weather on the way\n\n{body}\n"


EDITS: tuple[Edit, ...] = (
    rewrap,
    bullet_marker,
    shuffle_bullets,
    emphasise,
    without_backticks,
    deeper_headings,
    one_heading_deeper,
    setext_headings,
    closed_headings,
    trailing_space,
    comments,
    reference_links,
    table_padding,
    loose_lists,
    tilde_fences,
    smart_quotes,
    unrelated_section,
)
