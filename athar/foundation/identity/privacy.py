"""What of persons this room holds; codes and messages are gone after a day by themselves."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, contact, content, credential, technical

_OWNER = "account__person"

TABLES = (
    Table(
        "identity.Dispatch", _("Messages with codes"), "account", "code",
        (
            Part(_OWNER, Fate.DELETE, (
                *contact(address=_("Address")),
                *content(subject=_("Subject"), text=_("Text"), html=_("Text as a page")),
                *technical(account=_("Account"), channel=_("Sent by"), written_at=_("Written at"), sent_at=_("Sent at")),
            )),
        ),
        "id challenge",
    ),
    Table(
        "identity.Challenge", _("One-time codes"), "account", "code",
        (
            Part(_OWNER, Fate.DELETE, (
                *contact(address=_("Address")),
                *credential(code_hash=_("Code, as a keyed hash")),
                *technical(
                    account=_("Account"), channel=_("Sent by"), use=_("What it opens"), sent_at=_("Sent at"),
                    expires_at=_("Works until"), answered_at=_("Used at"), tries=_("Attempts"),
                ),
            )),
        ),
        "id ref",
    ),
    Table(
        "identity.ProvenPhone", _("Proven phone"), "account", "account",
        (
            Part(_OWNER, Fate.DELETE, (
                *contact(number_hash=_("Number, as a keyed hash")),
                *technical(account=_("Account"), proven_at=_("Proven at")),
            )),
        ),
        "id",
    ),
)  # fmt: skip
# Keyed hashes of attempts, gone after hours of quiet; they lead to nobody.
IMPERSONAL = ("identity.Brake",)
