"""Registers the shared fixtures; no test depends on how fast the machine is."""

from hypothesis import settings

pytest_plugins = ["tests.servers.mongodb"]

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
