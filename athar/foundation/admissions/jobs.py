"""Found by the worker at its start, so that it knows the operations of this room."""

from athar.foundation.admissions.operations.linking import (
    destroy_papers,
    end_at_majority,
    remind_of_majority,
)
from athar.foundation.admissions.operations.registering import destroy_registration_papers

__all__ = ["destroy_papers", "destroy_registration_papers", "end_at_majority", "remind_of_majority"]
