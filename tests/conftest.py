"""Registers the shared fixtures."""

pytest_plugins = ["tests.servers.mongodb"]
