"""National identity, social security and personal tax numbers, one file a country."""
