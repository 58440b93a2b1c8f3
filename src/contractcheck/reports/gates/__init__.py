"""The board of gates, made of a report: for people as text, for programs as JSON."""

from __future__ import annotations
