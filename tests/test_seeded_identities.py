"""An identity is read in any shape, and its drift is found in each."""

from __future__ import annotations

import pytest

from tests.test_seeded_manifests import CLEAN, K
from tests.trees import found


def about(text: str) -> dict[str, str]:
    """Return the tree with another section on the identity."""
    before, rest = CLEAN["TILL.md"].split("## About\n")
    after = rest[rest.index("## Rights") :]
    return {**CLEAN, "TILL.md": f"{before}## About\n\n{text}\n\n{after}"}


SHAPES = {
    "list": "- Title: Till\n- Short name: `till`\n- Role: cashier\n- Ring: R2\n- Host: till.shop.example",
    "list of code spans": "- `title`: Till\n- `short-name` = till\n- `role` - cashier\n- `ring`: R2\n"
    "- `host`: till.shop.example",
    "nested list": "The row:\n\n- Names:\n  - Title: Till\n  - Short name: till\n- Place:\n"
    "  - Role: cashier\n  - Ring: R2\n  - Host: till.shop.example",
    "table across": "| Title | Short name | Role | Ring | Host |\n| --- | --- | --- | --- | --- |\n"
    "| Till | `till` | cashier | R2 | till.shop.example |",
    "sentence": "It has the title `Till`, the short name `till` and the role `cashier`; its ring is `R2`\n"
    "and the host `till.shop.example`.",
    "data": "```yaml\ntitle: Till\nshortName: till\nrole: cashier\nplace: {ring: R2, host: till.shop.example}\n```",
    "quote": "> - Title: Till\n> - Short name: till\n> - Role: cashier\n> - Ring: R2\n> - Host: till.shop.example",
    "sections below": "### Names\n\n- Title: Till\n- Short name: till\n\n### Place\n\n- Role: cashier\n- Ring: R2\n"
    "- Host: till.shop.example",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_identity_is_read_in_any_shape(shape: str) -> None:
    """Every shape is clean as it is, and with another ring it is one finding."""
    assert found(about(SHAPES[shape])) == []
    ((rule, place),) = found(about(SHAPES[shape].replace("R2", "R3")))
    assert rule == f"{K}/value-differs"
    assert "R3" in place
