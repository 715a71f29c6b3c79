"""Rules' patterns as tables: parsed, joined into one automaton over octets, and kept on disk."""
