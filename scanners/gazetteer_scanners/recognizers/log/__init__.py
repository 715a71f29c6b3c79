"""What log tables keep about a client."""
