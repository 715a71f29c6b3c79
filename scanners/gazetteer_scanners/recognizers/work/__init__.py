"""What people do for a living."""
