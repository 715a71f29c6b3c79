"""Rules compiled for whole columns, and the same rules as Presidio recognizers."""
