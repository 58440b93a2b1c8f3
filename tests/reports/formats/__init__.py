"""One test module per format."""
