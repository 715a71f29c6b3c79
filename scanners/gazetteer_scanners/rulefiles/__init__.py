"""Rules of the user: YAML files with own elements, names, patterns, word lists, decisions and thresholds (docs/rules.md)."""
