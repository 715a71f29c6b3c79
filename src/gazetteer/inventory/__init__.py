"""The inventory: records, the store protocol, its adapters, and the operations on them."""
