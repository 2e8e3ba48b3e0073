"""What is next for me."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.queries import awaiting_about, hours_of, records_about
from athar.foundation.people.choices import Purpose
from athar.foundation.privacy import queries
from athar.foundation.privacy.consents import standing
from athar.web.portal.views.base import OwnView

SHOWN = 3


class Home(OwnView):
    """The next thing to do, the hours so far, and what still waits for somebody's decision."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        waiting = list(awaiting_about(self.people)[: SHOWN + 1])
        return self.page(
            "portal/home.html",
            next=self._next(),
            hours=hours_of(self.people),
            records=list(records_about(self.people)[:SHOWN]),
            waiting=waiting[:SHOWN],
            more_waiting=len(waiting) > SHOWN,
        )

    def _next(self) -> dict[str, Any]:
        """The first thing that asks for the person: a consent never given, a child's approval that is revoked, else a look around."""
        events = list(queries.consent_events(self.people))
        taking_part = next(
            row for row in standing(events, on=self.today) if row.purpose == Purpose.PARTICIPATION
        )
        if not taking_part.given:
            return {
                "title": _("Say whether you agree to take part"),
                "text": str(taking_part.stops)
                if taking_part.last
                else _(
                    "Without your consent nothing you do counts in a figure. You can take it back whenever you want."
                ),
                "verb": _("Read it and decide"),
                "url": reverse("portal:consents"),
            }
        if self.children:
            return {
                "title": _("See what is held of your children"),
                "text": _(
                    "You speak for them until they come of age: look at their data, and approve or revoke what they take part in."
                ),
                "verb": _("Look at my children’s data"),
                "url": reverse("portal:children"),
            }
        return {
            "title": _("Look at what is held of you"),
            "text": _(
                "Everything the association knows of you, with where it came from. What is wrong can be put right."
            ),
            "verb": _("Look at my data"),
            "url": reverse("portal:data"),
        }
