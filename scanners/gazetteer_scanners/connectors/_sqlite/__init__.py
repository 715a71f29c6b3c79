"""Parts of the SQLite connector: statements, connection, schema and reading."""
