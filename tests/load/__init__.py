"""Tests of loading contracts and configuration."""
