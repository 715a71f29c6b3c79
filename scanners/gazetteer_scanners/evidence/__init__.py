"""What a scan counts: mergeable, fixed-size, never a value."""
