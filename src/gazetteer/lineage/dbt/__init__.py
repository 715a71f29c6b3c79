"""Lineage from dbt: column-level flows of a project's models and snapshots, from what its runs leave behind."""

from gazetteer.lineage.dbt.reading import read_dbt

__all__ = ["read_dbt"]
