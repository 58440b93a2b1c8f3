"""What nodes of docutils are for us."""

from __future__ import annotations

from typing import TypeVar

from docutils import nodes

_N = TypeVar("_N", bound=nodes.Node)


def is_element(node: nodes.Node) -> bool:
    """Say whether a node is a part of a list and no message about one."""
    return isinstance(node, nodes.Element) and not isinstance(node, nodes.system_message)


def is_paragraph(node: nodes.Node) -> bool:
    """Say whether a node is a paragraph."""
    return isinstance(node, nodes.paragraph)


def take_first(children: list[nodes.Node], kind: type[_N]) -> _N | None:
    """Take away the first node and return it if it is of a kind; what shows nothing is passed over."""
    while children and _shows_nothing(children[0]):
        children.pop(0)
    if children and isinstance(children[0], kind):
        first = children.pop(0)
        return first if isinstance(first, kind) else None
    return None


def _shows_nothing(node: nodes.Node) -> bool:
    message = isinstance(node, nodes.system_message)
    return isinstance(node, nodes.target) or (
        message and not any(isinstance(one, nodes.literal_block) for one in node.children)
    )
