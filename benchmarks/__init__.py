"""What a scan costs, measured against a bare read of the same data; `python -m benchmarks` prints and writes the table."""
