"""Print a text of which no secret is left: what verbs and errors say passes here, reports are masked before."""

from __future__ import annotations

from collections.abc import Collection

import click

from contractcheck.model.secret_names import names_like_secrets
from contractcheck.model.secrets import mask


def say(text: str, names: Collection[str] = (), *, err: bool = False) -> None:
    """Print a text; ``names`` are declared secrets, and names like theirs count where none are known."""
    click.echo(mask(text, [*names, *names_like_secrets(text)]), err=err)
