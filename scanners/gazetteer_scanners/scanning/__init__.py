"""A scan: plan, run, journal, ids, coverage and report."""
