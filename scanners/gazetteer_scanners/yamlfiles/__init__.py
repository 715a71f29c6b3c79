"""YAML files that people write: read without trust, checked against a model, every mistake told with its line."""
