"""Reading the built database. With ingest, the only layer that imports duckdb."""

from duckdb import DuckDBPyConnection as Connection

from childcare.store.database import NoReleaseError, connect
from childcare.store.query import Query, execute, load_query, query_names, ready_cursor, run
from childcare.store.scope import OutsideError

__all__ = [
    "Connection",
    "NoReleaseError",
    "OutsideError",
    "Query",
    "connect",
    "execute",
    "load_query",
    "query_names",
    "ready_cursor",
    "run",
]
