"""Card and account numbers."""
