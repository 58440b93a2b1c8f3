"""Read the settings that deployments give: env files, CI workflows, Compose files, Kubernetes objects.

What a file is, is told by what stands in it.
"""

from contractcheck.readers.settings.files import read_settings

__all__ = ["read_settings"]
