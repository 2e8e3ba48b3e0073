"""How the queue of jobs stands."""

from dataclasses import dataclass

from django.db import connection

ALIVE_SECONDS = 60  # a worker writes a sign of life every ten


@dataclass(frozen=True)
class Queue:
    waiting: int
    oldest_seconds: float
    """How long the oldest job has waited that could have begun."""
    failed: int
    workers: int


def state() -> Queue:
    """By the clock of the database, which all workers share."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FILTER (WHERE j.status = 'todo'),
                coalesce(extract(epoch FROM now() - min(greatest(e.at, j.scheduled_at)) FILTER (WHERE j.status = 'todo')), 0)::float,
                count(*) FILTER (WHERE j.status = 'failed'),
                (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))
            FROM procrastinate_jobs j
            LEFT JOIN LATERAL (SELECT max(at) AS at FROM procrastinate_events WHERE job_id = j.id AND type IN ('deferred', 'deferred_for_retry')) e ON true
            WHERE j.status IN ('todo', 'failed') AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
            """,
            [ALIVE_SECONDS],
        )
        waiting, oldest, failed, workers = cursor.fetchone()
    return Queue(waiting, max(oldest, 0.0), failed, workers)
