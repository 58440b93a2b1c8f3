"""Read OpenAPI 3.0 to 3.2 and Swagger 2.0: which operations there are, and where each is declared."""

from contractcheck.model.data_reference import resolve
from contractcheck.readers.openapi.description import read_openapi

__all__ = ["read_openapi", "resolve"]
