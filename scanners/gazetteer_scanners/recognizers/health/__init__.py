"""Measures of bodies."""
