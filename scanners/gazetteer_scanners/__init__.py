"""Finds personal and sensitive data in databases and files; usable alone, knows nothing of the Gazetteer service."""
