"""
The initiatives, indicators and plans that the association starts with, for tests: read once, then copied in at once.

Loading them takes hundreds of questions, which is nothing once, and minutes for the hundreds of tests that begin with them.
"""

from collections.abc import Iterable

from django.db import connection, models, transaction
from django.db.models import F

from athar.direction.strategy import catalogue
from athar.direction.strategy.models import Goal, Indicator, Objective, Plan, Rate, Target, Theme
from athar.engine.register import catalogue as register
from athar.engine.register.models import Edition, Initiative

# Each after those it points at.
REGISTER = (Initiative, Initiative.regions.through, Edition)
STRATEGY = (Indicator, Plan, Theme, Objective, Goal, Target, Rate)
_Link = Objective.initiatives.through
_rows: dict[str, bytes] = {}
_served: list[tuple[int, str]] = []  # keys of objectives, and codes of the initiatives that serve them


def load_initiatives() -> None:
    """As ``register.load``."""
    if Initiative.objects.exists():
        register.load()
    else:
        _copy_in(REGISTER)


def load_plans() -> None:
    """As ``catalogue.load``; only the initiatives there are serve objectives."""
    if any(model._base_manager.exists() for model in STRATEGY):
        catalogue.load()
        return
    _copy_in(STRATEGY)
    keys = dict(Initiative.objects.values_list("code", "pk"))
    served = [(objective, keys[code]) for objective, code in _served if code in keys]
    _Link.objects.bulk_create([_Link(objective_id=objective, initiative_id=key) for objective, key in served])


def load_catalogues() -> None:
    """Both."""
    load_initiatives()
    load_plans()


def _copy_in(tables: Iterable[type[models.Model]]) -> None:
    """The rows keep the keys of the first time; the sequences have long passed those by."""
    if not _rows:
        _copy_out()
    for name in (model._meta.db_table for model in tables):
        with connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
            copy.write(_rows[name])


def _copy_out() -> None:
    """Load everything for a moment, and keep what that gave."""
    with transaction.atomic():
        Initiative.objects.update(number=F("number") + 1000)  # a test's own keep out of the way
        register.load()
        catalogue.load()
        for model in (*REGISTER, *STRATEGY):
            name = model._meta.db_table
            with connection.cursor() as cursor, cursor.copy(f"COPY {name} TO STDOUT") as rows:
                _rows[name] = b"".join(bytes(row) for row in rows)
        _served.extend(_Link.objects.values_list("objective_id", "initiative__code"))
        transaction.set_rollback(True)
