"""Rules as data: what the values of each kind of data look like."""
