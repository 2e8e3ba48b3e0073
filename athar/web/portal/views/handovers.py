"""A seat is offered to others by whoever cannot come, and taken over by one of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering import queries
from athar.initiatives.volunteering.models import Handover
from athar.initiatives.volunteering.operations import offer_to_others, stop_offering, take_over
from athar.web.portal.forms_shifts import HandoverForm
from athar.web.portal.views.base import OwnView
from athar.web.portal.views.shifts import OwnSeat


class Offering(OwnSeat):
    """Offers a seat of one's own to one person or to whoever fits; or keeps it after all."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.back("seat", pk=self.seat(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat, form = self.seat(pk), HandoverForm(request.POST)
        standing = queries.handover_of(seat, at=self.now)
        try:
            if "retraction" in request.POST and standing is not None:
                stop_offering(handover=standing, by=seat.person, at=self.now)
                messages.success(request, _("The seat stays yours."))
            elif form.is_valid():
                offer_to_others(seat=seat, by=seat.person, at=self.now, phone=form.cleaned_data["phone"])
                messages.success(
                    request, _("Your seat is offered. Until somebody takes it over, you are expected.")
                )
            else:
                return self.shown(seat, handing=form, status=422)
        except Refused as error:
            self.refused(error)
        return self.back("seat", pk=pk)


class Handing(OwnView):
    """
    A seat that somebody offers; the POST takes it over.

    It was told to many, of whom one comes first: the others are told here that it is over, and whoever took it finds the seat.
    """

    way = "shifts"

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        handover = self.handover(pk)
        return self.taken(handover) or self.asked(handover)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        handover = self.handover(pk)
        if answer := self.taken(handover):
            return answer
        try:
            taken = take_over(handover=handover, person=self.person, at=self.now)
        except Refused as refused:
            return self.asked(handover, reasons=refused.reasons, status=409)
        messages.success(request, _("The seat is yours. Whoever had it is told."))
        return self.back("seat", pk=taken.pk)

    def handover(self, pk: int) -> Handover:
        return get_object_or_404(queries.handovers_told(self.person, at=self.now), pk=pk)

    def taken(self, handover: Handover) -> HttpResponse | None:
        """The seat, where it is theirs by this already: a button that is pressed twice does the same as once."""
        own = queries.seats_of(self.people).filter(came_by=handover).first()
        return self.back("seat", pk=own.pk) if own else None

    def asked(self, handover: Handover, *, status: int = 200, **more: object) -> HttpResponse:
        session = handover.seat.session
        return self.page(
            "portal/handover.html", status=status, handover=handover, session=session, place=session.place,
            is_open=queries.handovers_to(self.person, at=self.now).filter(pk=handover.pk).exists(), **more,
        )  # fmt: skip
