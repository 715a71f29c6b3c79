"""The GraphQL API over the inventory: schema, loaders, limits and the HTTP application that serves them."""
