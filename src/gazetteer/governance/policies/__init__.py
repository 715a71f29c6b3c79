"""Policies: what an organisation declares of its processing, read from `policy/1` files."""
