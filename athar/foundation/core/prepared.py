"""Statements that the database plans once for each connection, and not with every question."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import ClientCursor


@dataclass(frozen=True)
class Sent:
    """A statement with its values written in, as Django tells it; nobody asks but who looks at the statements of a page."""

    link: Any
    statement: Any
    values: Any

    @property
    def query(self) -> bytes:
        return ClientCursor(self.link).mogrify(self.statement, self.values).encode()


class PreparedCursor(ServerBindingCursor):
    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        try:
            return super().execute(query, params, **more)  # type: ignore[misc]  # of psycopg, beyond Django's stubs
        finally:
            self._query = Sent(self.connection, query, params)  # type: ignore[attr-defined]


@contextmanager
def prepared_cursor() -> Iterator[Any]:
    """
    A cursor for statements that never change but in their values, each a single one.

    Values go to the server beside the statement, which must say their type where nothing else does (``%(form)s::bigint``).
    Django's own cursors write values into the statement, so that the server plans it anew: of a large question, that is most of
    what it costs.
    """
    link: Any = connections[DEFAULT_DB_ALIAS]
    link.close_if_health_check_failed()
    link.ensure_connection()
    with link.wrap_database_errors:
        bare = PreparedCursor(link.connection)  # type: ignore[call-arg]
    with link._prepare_cursor(bare) as cursor:
        yield cursor
