"""Credentials: password digests, tokens, keys."""
