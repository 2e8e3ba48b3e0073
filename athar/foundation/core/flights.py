"""Short transactions that wait for the database once or twice: BEGIN goes along with what is asked, COMMIT with what is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connections
from django.db.transaction import TransactionManagementError
from psycopg import generators
from psycopg.adapt import Transformer
from psycopg.errors import InvalidSqlStatementName, error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Planned:
    """
    A statement that never changes but in its values, planned in SQL: several statements in one message are none that a driver prepares.

    :ivar name: by which the database knows it on each connection; ``types``: of its values, as PostgreSQL calls them.
    """

    name: str
    statement: str
    types: Mapping[str, str]

    @property
    def plan(self) -> str:
        places = {value: f"${place}" for place, value in enumerate(self.types, start=1)}
        return f"PREPARE {self.name}({', '.join(self.types.values())}) AS {self.statement % places}"

    def call(self, values: Mapping[str, object]) -> str:
        return f"EXECUTE {self.name}({', '.join([_literal(values[name]) for name in self.types])})"


Call = tuple[Planned, Mapping[str, object]]


class Flights:
    """
    A transaction around a block, for a path where what the client does between two statements keeps others waiting.

    Whoever waits for a row of it waits for the database alone, not for a client that must first hear of its last statement. Django
    knows nothing of it: what runs inside must use nothing else of the connection. What fails is undone, and raised as Django would.

    :param planned: every statement that may be asked for.
    :raises TransactionManagementError: inside a transaction, which this would end.
    """

    def __init__(self, *planned: Planned) -> None:
        self.planned = planned
        self.link: Any = connections[DEFAULT_DB_ALIAS]

    def __enter__(self) -> Self:
        if self.link.in_atomic_block or not self.link.get_autocommit():
            message = "Flights begin and end a transaction of their own; this is inside one already."
            raise TransactionManagementError(message)
        self.link.close_if_health_check_failed()
        self.link.ensure_connection()
        known = _known.get(self.link.connection, ())
        if not all(planned.name in known for planned in self.planned):
            self._plan()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._open and not self.link.connection.closed:
            self._send("ROLLBACK")

    def whole(self, *calls: Call) -> Row | None:
        """
        The first row of the last of them, if there is one; all of them are one transaction, sent in one message.

        Each sees what was committed until it begins: what one waited for with a lock is seen by the next, and by itself not.
        """
        return self._first(self._begun(_message(calls))[-1])

    def ask(self, *calls: Call) -> list[Row | None]:
        """The first row of each, where it has one; sent in one message. The transaction begins with them where none is open."""
        text = _message(calls)
        found = self._send(text) if self._open else self._begun(f"BEGIN; {text}")[1:]
        return [self._first(result) for result in found]

    def end(self, planned: Planned, values: Mapping[str, object]) -> Row | None:
        """Its first row, if there is one. The transaction is committed with it."""
        return self._first(self._send(f"{planned.call(values)}; COMMIT")[0])

    def _begun(self, text: str) -> Sequence[Any]:
        """What came of the first message of a transaction."""
        try:
            return self._send(text)
        except ProgrammingError as error:
            if not isinstance(error.__cause__, InvalidSqlStatementName):
                raise
        # The driver forgets all that was planned after some rollbacks. Nothing was done yet, so nothing is done twice.
        if self._open:
            self._send("ROLLBACK")
        self._plan()
        return self._send(text)

    @property
    def _open(self) -> bool:
        status = self.link.connection.pgconn.transaction_status
        return bool(status != TransactionStatus.IDLE)

    def _send(self, text: str) -> Sequence[Any]:
        with self.link.wrap_database_errors:
            return self._sent(text)

    def _sent(self, text: str) -> Sequence[Any]:
        connection = self.link.connection
        with connection.lock:
            connection.pgconn.send_query(text.encode())
            results: Sequence[Any] = connection.wait(generators.execute(connection.pgconn))
        for result in results:
            if result.status == ExecStatus.FATAL_ERROR:
                raise error_from_result(result)
        return results

    def _first(self, result: Any) -> Row | None:
        if not result.ntuples:
            return None
        reading = Transformer(self.link.connection)
        reading.set_pgresult(result)
        row: Row = reading.load_row(0, tuple)
        return row

    def _plan(self) -> None:
        with self.link.wrap_database_errors:
            connection = self.link.connection
            known = {name for (name,) in connection.execute("SELECT name FROM pg_prepared_statements")}
            for planned in self.planned:
                if planned.name not in known:
                    connection.execute(planned.plan, prepare=False)
                    known.add(planned.name)
            _known[connection] = known


_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # the names planned on each connection


def _message(calls: Iterable[Call]) -> str:
    return "; ".join([planned.call(values) for planned, values in calls])


def _literal(value: object) -> str:
    """:raises TypeError: for what is neither a whole number, nor a text, nor a moment with its zone."""
    if type(value) is int:
        return str(value)
    if isinstance(value, datetime) and value.tzinfo:
        return f"'{value.isoformat()}'"
    if isinstance(value, str):
        quoted = value.replace("'", "''")
        return f"'{quoted}'"
    message = f"{type(value).__name__} is not written into a statement here: {value!r}"
    raise TypeError(message)
