"""Marks of vehicles."""
