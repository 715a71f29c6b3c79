"""Tax numbers of businesses."""
