"""The Gazetteer service: the inventory of personal data, its GraphQL API and its command line."""
