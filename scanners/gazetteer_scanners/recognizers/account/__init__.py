"""Account identifiers of widely used platforms."""
