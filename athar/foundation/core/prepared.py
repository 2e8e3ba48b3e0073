"""Statements that the database plans once for each connection, and not with every question."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

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


@dataclass(frozen=True)
class Last:
    """
    The last statement of a transaction, with which the commit is sent along.

    Whoever waits for what the transaction holds then waits for the database alone, not for a client that must first hear of its row.
    Two statements at once are none that a driver could prepare, so it is done in SQL: planned once for each connection, then called.

    :ivar name: by which the database knows it; ``types``: of its values, as PostgreSQL calls them.
    """

    name: str
    statement: str
    types: Mapping[str, str]

    @property
    def call(self) -> str:
        return f"EXECUTE {self.name}({', '.join(f'%({value})s' for value in self.types)}); COMMIT"

    @property
    def plan(self) -> str:
        places = {value: f"${place}" for place, value in enumerate(self.types, start=1)}
        return f"PREPARE {self.name}({', '.join(self.types.values())}) AS {self.statement % places}"

    def run(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Run it and commit; its first row, or None. Django finds nothing left to commit. Where it fails, so does the transaction, as ever."""
        link: Any = connections[DEFAULT_DB_ALIAS]
        with link.cursor() as cursor:
            known = _known.setdefault(link.connection, set())
            if self.name not in known:
                cursor.execute(self.plan)
                known.add(self.name)
            cursor.execute(self.call, values)
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row


_known: WeakKeyDictionary[Any, set[str]] = (
    WeakKeyDictionary()
)  # what each connection has planned; a rollback undoes none of it
