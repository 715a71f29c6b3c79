"""Store adapters: one module per kind of inventory, found by walking this folder."""
