"""What the public pages hear of."""

from athar.engine.ledger.operations import RecordsPosted
from athar.foundation.core.facts import subscribe
from athar.foundation.core.jobs import later
from athar.web.site.looking_ahead import look_ahead


@subscribe(RecordsPosted)
def compute_what_changed(_fact: RecordsPosted) -> None:
    later(look_ahead, once=True)
