"""Long tests, each bounded in time; `python -m benchmarks.soak` runs them and tells what held."""
