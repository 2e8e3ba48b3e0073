"""What must be the same after a restore, or after one that was refused."""

from pathlib import Path
from typing import Any

from django.db import connection

from athar.analytics.metrics import Period
from athar.cli.backups import tables
from athar.direction.strategy import headlines, measuring
from athar.engine.ledger import integrity
from athar.engine.ledger.models import SignedHead
from athar.foundation.people.models import Account


def files_of(folder: Path) -> dict[str, bytes]:
    """What a data folder keeps, by its place there."""
    found = [path for part in ("files", "reports") for path in (folder / part).rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def rows() -> dict[str, Any]:
    """What would tell at once that something was changed: how many rows each table has, sequences, triggers."""
    with connection.cursor() as cursor:
        counts = {}
        for table in tables.present():
            if table.name not in tables.LEFT_OUT:
                cursor.execute(f'SELECT count(*) FROM "{table.name}"')
                counts[table.name] = cursor.fetchone()[0]
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        )
        triggers = cursor.fetchall()
    return {
        "counts": counts,
        "triggers": triggers,
        "sequences": tables.sequences(),
        "head": SignedHead.objects.order_by("-size").values_list("size", "note").first(),
    }


def substance() -> dict[str, Any]:
    """The same with every headline figure, the root of the ledger, and who signs in how."""
    figures = measuring.measure(headlines.YEAR, Period.read("2023"))
    return rows() | {
        "figures": {
            code: (found.value, found.identified, found.headcount) for code, found in figures.items()
        },
        "ledger": integrity.verify().root,
        "accounts": list(Account.objects.order_by("pk").values_list("pk", "email", "password")),
    }
