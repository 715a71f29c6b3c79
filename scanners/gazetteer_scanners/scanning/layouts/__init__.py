"""How a text column can hold more than one value a cell, and how each way is read."""
