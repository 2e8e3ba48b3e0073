"""A file, its rows on their way into the ledger, the people they name, and what people decided."""

from .delivery import Import
from .participant import Participant
from .row import Explanation, Row
from .stage import Stage

__all__ = ["Explanation", "Import", "Participant", "Row", "Stage"]
