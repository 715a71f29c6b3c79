"""Identifiers of devices, browsers and their subscriptions."""
