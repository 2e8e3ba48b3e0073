"""What state machines over the database share."""

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine


class InOneTransaction(RuleBasedStateMachine):
    """Each run is a transaction that is undone at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)
