"""Names of the state document, which makes a database an inventory."""

STATE = "gazetteer"
"""Its collection."""

STATE_ID = "inventory"
"""Its `_id`."""

STATE_KIND = "gazetteer.inventory"
"""Its `kind`."""
