"""Data that the law protects most: origin, belief, party, disability, convictions."""
