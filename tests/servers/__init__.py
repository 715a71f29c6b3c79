"""Throw-away servers for tests: started on free loopback ports in temporary directories, stopped at the end."""
