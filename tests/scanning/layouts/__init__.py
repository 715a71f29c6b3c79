"""Tests of how text columns hold more than one value a cell."""
