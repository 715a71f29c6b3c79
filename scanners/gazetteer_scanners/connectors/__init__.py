"""Connectors: one module per kind of source; its name is the public id."""
