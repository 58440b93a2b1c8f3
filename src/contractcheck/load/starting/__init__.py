"""What a tree that has no contracts begins with: a configuration, and truths it states already."""

from __future__ import annotations

from contractcheck.load.starting.proposals import Proposal, propose
from contractcheck.load.starting.settings import (
    CONFIGURATION,
    configuration,
    find_apis,
    folder_for_contracts,
)

__all__ = [
    "CONFIGURATION",
    "Proposal",
    "configuration",
    "find_apis",
    "folder_for_contracts",
    "propose",
]
