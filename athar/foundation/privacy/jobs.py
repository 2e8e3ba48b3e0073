"""Found by the worker at its start, so that it knows the operations of this room."""

from athar.foundation.privacy.erasures import carry_out
from athar.foundation.privacy.exports import make_export
from athar.foundation.privacy.reminding import look_at_breaches, look_at_requests
from athar.foundation.privacy.retention import carry_out as destroy

__all__ = ["carry_out", "destroy", "look_at_breaches", "look_at_requests", "make_export"]
