class Malformed(ValueError):
    """The problem cannot be read: the message says where and what."""


class Disagreement(RuntimeError):
    """The checker finds another cost than the solver, or a limit broken: nothing of it may be shown."""
