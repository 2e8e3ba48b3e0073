"""My volunteer's card: made, shown, renewed and withdrawn by me alone."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from athar.engine.credentials.cards import card_of, end_card, keep_card, own_card, renew_card, shown
from athar.engine.credentials.models import VolunteerCard
from athar.engine.ledger.queries import hours_about
from athar.foundation.core.refusals import Refused
from athar.web.portal.forms_cards import CardForm
from athar.web.portal.views.base import OwnView


class CardView(OwnView):
    way = "passport"


class Mine(CardView):
    """The card as others are shown it, and what it may say."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        card = card_of(self.people)
        said = {"shows_name": card.shows_name, "shows_hours": card.shows_hours} if card else {}
        in_force = card is not None and card.ended_at is None
        return self.page(
            "portal/card.html",
            form=CardForm(initial=said),
            card=self.told(card) if card and in_force else None,
            may_make=in_force or hours_about(self.people).exists(),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CardForm(request.POST)
        form.is_valid()  # boxes are ticked or not
        try:
            keep_card(person=self.person, people=self.people, at=self.now, **form.cleaned_data)
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(request, _("Your card says now what you chose."))
        return self.back("card")

    def told(self, card: VolunteerCard) -> dict[str, Any]:
        """As the part that shows credentials asks."""
        says = shown(card, at=self.now)
        return {
            "title": _("Volunteer’s card"),
            "to": says.name or _("A volunteer"),
            "by": settings.ATHAR_ASSOCIATION[get_language() or "ar"],
            "on": card.since,
            "number": str(card),
            "url": self.request.build_absolute_uri(reverse("site:card", args=[card.code])),
            "check": _("Open its page"),
            "hours": says.hours,
        }


class Renewal(CardView):
    """A new code; the one before finds nothing from now on."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("card")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            renew_card(card=own_card(self.people), at=self.now)
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(request, _("Your card has a new code; the one before leads nowhere any more."))
        return self.back("card")


class Ending(CardView):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("card")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            end_card(card=own_card(self.people), at=self.now)
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(
                request, _("Your card is withdrawn. Whoever opens it reads that, and nothing of you.")
            )
        return self.back("card")
