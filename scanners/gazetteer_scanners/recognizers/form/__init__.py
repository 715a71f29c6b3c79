"""How a value is written when it is not in clear, and row keys."""
