"""What of persons this room holds; codes and messages are gone after a day by themselves."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import (
    Fate,
    Part,
    Table,
    behavioural,
    contact,
    content,
    credential,
    technical,
)
from athar.foundation.identity.ending import SCHEDULES

__all__ = ["IMPERSONAL", "SCHEDULES", "TABLES"]

_OWNER = "account__person"
RESET = _("Who took away whose second proofs, when and why: what an auditor needs; it holds no name.")

TABLES = (
    Table(
        "identity.Dispatch", _("Messages with codes"), "account", "code",
        (
            Part(_OWNER, Fate.DELETE, (
                *contact(address=_("Address")),
                *content(subject=_("Subject"), text=_("Text"), html=_("Text as a page"), unsubscribe=_("Address that stops such messages")),
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
    Table(
        "identity.CodeApp", _("App for codes"), "account", "account",
        (
            Part(_OWNER, Fate.DELETE, (
                *credential(secret=_("Secret shared with the app")),
                *technical(account=_("Account"), last_step=_("Last code taken, as a count of half minutes"), set_up_at=_("Set up at")),
            )),
        ),
        "id",
    ),
    Table(
        "identity.RecoveryCode", _("Recovery codes"), "account", "account",
        (
            Part(_OWNER, Fate.DELETE, (
                *credential(code_hash=_("Code, as a keyed hash")),
                *technical(account=_("Account"), made_at=_("Made at"), used_at=_("Used at")),
            )),
        ),
        "id",
    ),
    Table(
        "identity.Passkey", _("Passkeys"), "account", "account",
        (
            Part(_OWNER, Fate.DELETE, (
                *credential(credential_id=_("Which key of the device"), public_key=_("Public half of the key")),
                *content(name=_("Name")),
                *technical(
                    account=_("Account"), sign_count=_("Uses, as the device counts them"), backed_up=_("Kept on other devices, too"),
                    registered_at=_("Added at"), last_used_at=_("Last used at"),
                ),
            )),
        ),
        "id",
    ),
    Table(
        "identity.ExternalIdentity", _("Identities at sign-in providers"), "account", "account",
        (
            Part(_OWNER, Fate.DELETE, (
                *credential(subject_hash=_("Who one is there, as a keyed hash")),
                *technical(account=_("Account"), issuer=_("Provider"), linked_at=_("Linked at"), last_used_at=_("Last used at")),
            )),
        ),
        "id",
    ),
    Table(
        "identity.SignIn", _("Sign-ins"), "account", "sign_in",
        (
            Part(_OWNER, Fate.DELETE, (
                *credential(session_key=_("Key of the session"), browser_hash=_("Mark of the browser, as a keyed hash")),
                *technical(
                    account=_("Account"), browser=_("Browser"), system=_("System"), since=_("Since"), last_seen_at=_("Last seen at"),
                    ended_at=_("Ended at"),
                ),
            )),
        ),
        "id",
    ),
    Table(
        "identity.EmailChange", _("Changes of the address"), "account", "sign_in",
        (
            Part(_OWNER, Fate.DELETE, (
                *contact(old_email=_("Old address"), new_email=_("New address")),
                *credential(token_hash=_("Key in the letter, as a keyed hash")),
                *technical(account=_("Account"), at=_("At"), taken_back_at=_("Taken back at")),
            )),
        ),
        "id",
    ),
    Table(
        "identity.FactorReset", _("Second proofs taken away"), "duties", "duties",
        (
            Part("person", Fate.KEEP, behavioural(person=_("Whose they were"), at=_("At")), RESET),
            Part("by", Fate.KEEP, (
                *behavioural(by=_("Who took them away"), checked=_("How identity was checked")), *content(reason=_("Why")),
            ), RESET),
        ),
        "id",
    ),
)  # fmt: skip
# Keyed hashes of attempts, gone after hours of quiet; they lead to nobody.
IMPERSONAL = ("identity.Brake",)
