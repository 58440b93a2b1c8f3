"""Show a report: pure functions from the model to text, one module per format."""
