"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReportPublished:
    """A frozen report was made public."""

    publication_id: int
