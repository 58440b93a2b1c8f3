"""Read GitHub and Gitea workflow files: which jobs there are, whether they run and can fail."""

from contractcheck.model.workflow import find_job, gates
from contractcheck.readers.workflow.file import read_workflow

__all__ = ["find_job", "gates", "read_workflow"]
