"""What people choose in programs."""
