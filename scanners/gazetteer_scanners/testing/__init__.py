"""The connector contract suite, a pytest plug-in for built-in and third-party connectors."""
