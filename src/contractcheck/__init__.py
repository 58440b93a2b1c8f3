"""Declarative contract-and-docs verifier: contracts against documents, live APIs and registries."""

__version__ = "0.1.0"
