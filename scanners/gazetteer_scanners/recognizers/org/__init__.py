"""Numbers of organisations."""
