"""OpenLineage: events of runs, jobs and datasets read as they are sent, and the inventory's lineage written as such."""
