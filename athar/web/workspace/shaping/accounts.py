"""Accounts and grants as pages show them: in words, and only as far as whoever looks may read them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from athar.foundation.core.identity import masked_phone
from athar.foundation.core.templatetags.athar_text import both_dates, day
from athar.foundation.identity.models import FactorReset
from athar.foundation.identity.queries import resets_of
from athar.foundation.people.models import Account, Person
from athar.foundation.people.rules import label
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import Act, may_do


def sees_accounts_whole(viewer: Viewer) -> bool:
    """Whoever gives roles must know to whom; whoever only checks reads names of those on duty alone."""
    return may_do(viewer.roles, Act.GIVE_ROLES)


def holder(person: Person, viewer: Viewer, *, on_duty: bool) -> str:
    return person.called if on_duty or sees_accounts_whole(viewer) else label(person, viewer.sight)


def address(account: Account, viewer: Viewer, *, on_duty: bool) -> str:
    if on_duty or sees_accounts_whole(viewer):
        return account.email
    local, at, domain = account.email.partition("@")
    return f"{local[:1]}…{at}{domain}"


def phone(person: Person, viewer: Viewer) -> str:
    return masked_phone(person.phone) if person.phone and sees_accounts_whole(viewer) else ""


def history_of(account: Account) -> list[dict[str, Any]]:
    """Closings, reopenings and second proofs taken away, the newest first, as ``timeline`` shows them."""
    events = [_reset(row) for row in resets_of(account.person_id)]
    rows = account.person.closures.select_related("closed_by", "reopened_by").order_by("-since")
    for closure in rows:
        if closure.until and closure.reopened_by:
            events.append(
                _event(closure.until, _("Opened again"), closure.reopened_by, closure.reopen_reason, "good")
            )
        events.append(_event(closure.since, _("Closed account"), closure.closed_by, closure.reason, "bad"))
    return sorted(events, key=lambda event: event["when"], reverse=True)


def _reset(reset: FactorReset) -> dict[str, Any]:
    what = _("Second proofs taken away: %(checked)s") % {"checked": reset.get_checked_display()}
    return _event(reset.at, what, reset.by, reset.reason, "watch")


def _event(when: datetime, what: str, who: Person, note: str, tone: str) -> dict[str, Any]:
    return {"when": when, "what": what, "who": who.called, "note": note, "tone": tone}


def signing_in(account: Account, *, second_proof: bool) -> list[tuple[str, str]]:
    """What is known about signing in; no secret is among it."""
    return [
        (_("State"), pgettext("account", "Open") if account.is_active else _("Closed account")),
        (_("Opened on"), day(account.created_at)),
        (_("Signed in last"), both_dates(account.last_login) if account.last_login else _("Never")),
        (_("Password"), _("Set") if account.has_usable_password() else _("None: signs in with codes")),
        (_("Second proof"), _("Set") if second_proof else _("None")),
    ]
