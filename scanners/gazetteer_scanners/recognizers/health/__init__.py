"""Health: numbers of insured persons and patients."""
