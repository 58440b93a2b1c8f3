"""The network: bounded, allow-listed requests that end as an answer or as the reason for none."""

from contractcheck.adapters.http.client import HttpClient
from contractcheck.adapters.http.url import public_url

__all__ = ["HttpClient", "public_url"]
