"""Words for why something does not count, and for what a number counts."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "pending": _("Awaits a second person's approval"),
    "rejected": _("Was rejected on review"),
    "reversed": _("Was taken back by a correction"),
    "consent_withdrawn": _("Consent had been withdrawn by that day"),
    "guardian_revoked": _("The guardian's approval had been revoked by that day"),
}
BASES = {
    "identified": _("identified people, without repeats"),
    "headcount": _("headcount; cannot be de-duplicated"),
    "transaction": _("counted from the register"),
    "estimate": _("estimate"),
    "mixed": _("identified people and headcount"),
}


def reason_words(reason: str) -> str:
    return str(REASONS[reason])


def basis_words(basis: str) -> str:
    return str(BASES[basis])
