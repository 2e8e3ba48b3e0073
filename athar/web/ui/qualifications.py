"""How a qualification's state looks, wherever it is shown."""

from athar.foundation.qualifications.choices import State

TONES = {State.WAITING: "watch", State.APPROVED: "good", State.REFUSED: "bad", State.REVOKED: "bad"}
