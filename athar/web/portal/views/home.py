"""What is next for me."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.queries import awaiting_about, hours_of, records_about
from athar.foundation.admissions.queries import standing_of_minor
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
        if self.is_minor:
            return self._next_of_minor()
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

    def _next_of_minor(self) -> dict[str, Any]:
        """What still keeps a minor from taking part: a guardian first, then that guardian's consent."""
        stands = standing_of_minor(self.people, at=self.now)
        texts = {
            "unnamed": (
                _("Name your guardian"),
                _("You are younger than 18, so you take part only when your guardian agrees. They get a link from us."),
                _("Name my guardian"),
            ),
            "waiting": (
                _("Your guardian has not finished yet"),
                _("Somebody was named or is being checked. Until then you cannot take part in anything."),
                _("See how it stands"),
            ),
            "unconsented": (
                _("Your guardian does not agree now"),
                _("You cannot take part while your guardian’s consent is missing. Ask them to give it on their pages."),
                _("See how it stands"),
            ),
            "ready": (
                _("You may take part"),
                _("Your guardian agreed. They can change their mind on any day, and so can you."),
                _("See how it stands"),
            ),
        }  # fmt: skip
        state = (
            "ready"
            if stands.may_take_part
            else "unconsented"
            if stands.linked
            else "waiting"
            if stands.waiting
            else "unnamed"
        )
        title, text, verb = texts[state]
        return {"title": title, "text": text, "verb": verb, "url": reverse("portal:guardians")}
