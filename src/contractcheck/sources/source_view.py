"""What a named symbol of a source file of the tree shows."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.problem import UnreadableError
from contractcheck.model.source_code import SourceNeed
from contractcheck.readers.source_code import read_source, select_shown
from contractcheck.sources.world import World


def collect(need: SourceNeed, world: World) -> Evidence | Gap:
    """Return the members a symbol shows; nothing for a file that is not there, a gap for one unread."""
    if not world.files.exists(need.path):
        return Evidence()
    try:
        file = read_source(need.path, world.files.read(need.path))
    except UnreadableError as error:
        problem = error.problem
        detail = f"{problem.message}; {problem.help}" if problem.help else problem.message
        return Gap(GapReason.UNREADABLE, str(problem.location), detail)
    shown = select_shown(file, need)
    return shown if isinstance(shown, Gap) else Evidence(shown, (need.path,))
