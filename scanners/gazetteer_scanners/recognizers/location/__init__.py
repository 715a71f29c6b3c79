"""Positions on the map."""
