"""Lineage: producers, names, walks and maps."""
