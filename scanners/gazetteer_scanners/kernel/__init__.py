"""The compiled kernel: C functions over Arrow's buffers, and how they are loaded. Everything works without it, slower."""
