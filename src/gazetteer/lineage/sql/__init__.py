"""Lineage from SQL: column-level flows of statements, of files and logs of them, and of a scanned source's own views.

Pure producers: text in, `Said` out. The parser is sqlglot's; what its trees mean for each column is read here, within
bounds, so that what cannot be followed is a problem with its place and never an exception.
"""

from gazetteer.lineage.sql.catalogue import Catalogue, KnownDataset
from gazetteer.lineage.sql.dialects import DIALECTS, SqlDialect, find_dialect
from gazetteer.lineage.sql.files import read_sql_files
from gazetteer.lineage.sql.query_log import read_query_log
from gazetteer.lineage.sql.reader import Place, SqlReader
from gazetteer.lineage.sql.tables import Naming
from gazetteer.lineage.sql.views import ScannedDataset, view_flows

__all__ = [
    "DIALECTS",
    "Catalogue",
    "KnownDataset",
    "Naming",
    "Place",
    "ScannedDataset",
    "SqlDialect",
    "SqlReader",
    "find_dialect",
    "read_query_log",
    "read_sql_files",
    "view_flows",
]
