"""What of persons this room holds."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, content, credential, technical

_OWNER = "account__person"

TABLES = (
    Table(
        "gate.AccessKey", _("Access keys for programs"), "account", "account",
        (
            Part(_OWNER, Fate.DELETE, (
                *credential(secret_hash=_("Key, as a keyed hash"), beginning=_("How the key begins")),
                *content(name=_("Name of the key")),
                *technical(
                    account=_("Account"), scopes=_("What it opens"), created_at=_("Made at"), expires_at=_("Works until"),
                    last_used_at=_("Last used at"), revoked_at=_("Revoked at"),
                ),
            )),
        ),
        "id",
    ),
    Table(
        "gate.CalendarAddress", _("Addresses at which calendars read my shifts"), "account", "account",
        (
            Part(_OWNER, Fate.DELETE, (
                *credential(secret_hash=_("Secret part, as a keyed hash")),
                *technical(
                    account=_("Account"), made_at=_("Made at"), last_read_at=_("Last read at"), ended_at=_("Ended at"),
                ),
            )),
        ),
        "id",
    ),
    Table(
        "gate.KeptAnswer", _("Answers given to programs"), "account", "code",
        (
            Part(_OWNER, Fate.DELETE, technical(
                account=_("Account"), key=_("Key of what was sent"), fingerprint=_("Hash of what was sent"),
                status=_("Kind of answer"), body=_("Answer"), at=_("Answered at"),
            )),
        ),
        "id",
    ),
)  # fmt: skip
# Keyed hashes of who asked, gone a minute after the last request; they lead to nobody.
IMPERSONAL = ("gate_bucket",)
