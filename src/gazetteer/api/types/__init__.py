"""The schema's types, one file for each thing that can be asked about."""
