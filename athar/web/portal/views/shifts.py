"""My shifts: what is to come, what is kept for me, where I wait; a seat with its code; signing up."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from athar.engine.journeys.codes import STEP, code_for
from athar.engine.journeys.models import Offer, Seat, Session, Wait
from athar.engine.journeys.operations import (
    SeatRefused,
    WaitRefused,
    confirm_offer,
    decline_offer,
    leave_waiting_list,
    release_seat,
)
from athar.engine.journeys.questions import Question
from athar.foundation.gate.calendars import calendar_address_of
from athar.initiatives.volunteering import queries
from athar.initiatives.volunteering.availability import takes_part
from athar.initiatives.volunteering.groups import groups_led_by
from athar.initiatives.volunteering.injuries import EARLY, injuries_at
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import (
    SignUpRefused,
    WordRefused,
    say_what_was,
    sign_up,
)
from athar.initiatives.volunteering.satisfaction import open_satisfactions
from athar.web.portal.forms_questions import first_values
from athar.web.portal.forms_shifts import ExplanationForm, HandoverForm, SignUpForm
from athar.web.portal.groups import shown as shown_groups
from athar.web.portal.views.base import OwnView
from athar.web.ui.calendars import as_answer, as_calendar, occasion

PAST = 20
MOST = 250  # seats read at once, the latest first: all that are to come, and more than enough that are over
SOON = timedelta(hours=3)  # before it begins, the code is of use


def _placed(seats: Iterable[Seat]) -> list[dict[str, Any]]:
    """Each with where it is, in the language being spoken."""
    return [
        {
            "pk": seat.pk,
            "session": seat.session,
            "place": seat.session.place,
        }
        for seat in seats
    ]


class Shifts(OwnView):
    way = "shifts"

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.shown()

    def shown(self, *, status: int = 200, **more: Any) -> HttpResponse:
        seats = list(queries.seats_of(self.people).order_by("-session__starts_at")[:MOST])
        in_line = list(queries.standing_in_line(self.people, at=self.now))
        over = [seat for seat in seats if seat.session.ends_at <= self.now]
        return self.page(
            "portal/shifts.html",
            status=status,
            coming=_placed(seat for seat in reversed(seats) if seat.session.ends_at > self.now),
            past=over[:PAST],
            offers=[one for one in in_line if one.offer and one.kept_until > self.now],
            waits=[one for one in in_line if not one.offer],
            handovers=list(queries.handovers_to(self.person, at=self.now)),
            applications=list(queries.applications_of(self.people).filter(ended_at=None)[:PAST]),
            satisfactions=list(open_satisfactions(self.people, at=self.now)),
            groups=shown_groups(groups_led_by(self.people)[:PAST]),
            now=self.now,
            calendar=calendar_address_of(self.person),
            **more,
        )


class OwnSeat(OwnView):
    """A seat of one's own: when, where, the code to show, and how to give it back."""

    way = "shifts"

    def seat(self, pk: int) -> Seat:
        return get_object_or_404(queries.seats_of(self.people), pk=pk)

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(self.seat(pk))

    def shown(
        self,
        seat: Seat,
        form: ExplanationForm | None = None,
        *,
        handing: HandoverForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        session = seat.session
        asked = queries.inquiry_about(seat) if self.now >= session.ends_at else None
        if asked is not None and form is None:
            form = ExplanationForm(inquiry=asked)
        may_release = self.now < session.starts_at
        is_near = session.starts_at - SOON <= self.now < session.ends_at
        return self.page(
            "portal/seat.html", status=status, asked=asked, form=form, seat=seat, session=session, place=session.place, is_near=is_near,
            is_over=self.now >= session.ends_at, may_release=may_release,
            handover=queries.handover_of(seat, at=self.now) if may_release else None, handing=handing or HandoverForm(),
            code=code_for(seat.pk, at=self.now) if is_near else "", refresh=STEP,
            may_report=self.now >= session.starts_at - EARLY, injuries=injuries_at(session, self.people),
        )  # fmt: skip


class Code(OwnSeat):
    """The code of this half minute, for the page to fetch anew."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.seat(pk)
        return self.page(
            "portal/seat_code.html", seat=seat, code=code_for(seat.pk, at=self.now), refresh=STEP
        )


class Release(OwnSeat):
    """Gives a seat back; whoever waits first is offered it."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.back("seat", pk=self.seat(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.seat(pk)
        if self.now >= seat.session.starts_at:
            messages.error(request, _("This shift has begun. Tell its leader instead."))
            return self.back("seat", pk=pk)
        try:
            release_seat(seat=seat, by=self.person, at=self.now)
        except SeatRefused as error:
            self.refused(error)
            return self.back("shifts")
        messages.success(request, _("You gave the seat back. Thank you for saying so in time."))
        return self.back("shifts")


class Explanation(OwnSeat):
    """Says why one was not seen to come, or when one went."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.back("seat", pk=self.seat(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.seat(pk)
        inquiry = queries.inquiry_about(seat)
        if inquiry is None:
            return self.back("seat", pk=pk)
        form = ExplanationForm(request.POST, inquiry=inquiry)
        if not form.is_valid():
            return self.shown(seat, form, status=422)
        try:
            say_what_was(inquiry=inquiry, **form.said(), by=seat.person, at=self.now)
        except WordRefused as error:
            self.refused(error)
        else:
            messages.success(request, _("Thank you for saying so. Whoever leads the shift reads it."))
        return self.back("seat", pk=pk)


class Calendar(OwnSeat):
    """The shift as a file that calendars read."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.seat(pk)
        shift = occasion(seat.session, url=reverse("portal:seat", args=[pk]))
        return as_answer(
            as_calendar([shift], name=str(seat.session.edition), made_at=self.now), f"shift-{pk}"
        )


class Offered(OwnView):
    """Takes a seat that is kept for one, or lets it go to whoever waits next."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        self._offer(pk)
        return self.back("shifts")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        offer = self._offer(pk)
        takes = request.POST.get("answer") != "no"
        try:
            if takes:
                confirm_offer(offer=offer, at=self.now)
            else:
                decline_offer(offer=offer, at=self.now)
        except WaitRefused as error:
            self.refused(error)
            return self.back("shifts")
        if not takes:
            messages.success(request, _("The seat goes to whoever waits next."))
            return self.back("shifts")
        messages.success(request, _("The seat is yours."))
        return self.back("seat", pk=offer.seat_id)

    def _offer(self, pk: int) -> Offer:
        return get_object_or_404(Offer.objects.filter(wait__person__in=self.people), pk=pk)


class Leaving(OwnView):
    """Waits no longer."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        self._wait(pk)
        return self.back("shifts")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            leave_waiting_list(wait=self._wait(pk), at=self.now)
        except WaitRefused as error:
            self.refused(error)
        else:
            messages.success(request, _("You wait for it no longer."))
        return self.back("shifts")

    def _wait(self, pk: int) -> Wait:
        return get_object_or_404(Wait, pk=pk, person__in=self.people)


class SignUp(OwnView):
    """Signs up for an opportunity: the charter, what is asked, and the shift that was chosen."""

    way = "shifts"

    @cached_property
    def opportunity(self) -> Opportunity:
        joined = Opportunity.objects.shown().select_related(
            "edition__initiative", "call", "organisation", "region"
        )
        return get_object_or_404(joined, edition__code=self.kwargs["code"])

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 -- the opportunity is read from the address
        questions = self._questions(self.opportunity)
        told = queries.answers_told_the_guardian(self.opportunity, self.people) if questions else {}
        return self._shown(
            SignUpForm(questions=questions, initial=first_values(questions, told)), self._session()
        )

    def post(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 -- the opportunity is read from the address
        session = self._chosen()
        opportunity = session.edition.opportunity if session else self.opportunity
        form = SignUpForm(request.POST, questions=self._questions(opportunity))
        if not form.is_valid():
            return self._shown(form, self._session(), status=422)
        try:
            done = sign_up(
                opportunity=opportunity, person=self.person, by=self.person, at=self.now, answers=form.answers(),
                session=session, or_wait=True,
            )  # fmt: skip
        except SignUpRefused as error:
            return self._shown(form, self._session(), reasons=error.reasons, status=409)
        if done.seat is not None:
            messages.success(request, _("Your seat is kept. We look forward to seeing you."))
            return self.back("seat", pk=done.seat.pk)
        messages.success(
            request,
            _("You are on the waiting list. You are told as soon as a seat is free.")
            if done.wait
            else _("Your application is sent. You are told what was decided."),
        )
        return self.back("shifts")

    def _questions(self, opportunity: Opportunity) -> tuple[Question, ...]:
        """What is asked beyond the charter; whoever takes part already answered it."""
        asks = opportunity.asks
        return () if asks and takes_part(opportunity, self.person, at=self.now) else asks

    def _session(self) -> Session | None:
        """The shift that was chosen, as a page shows it; none where none was, as for an application."""
        key = self._key()
        return (
            get_object_or_404(queries.shifts_of(self.opportunity, at=self.now), pk=key)
            if key is not None
            else None
        )

    def _chosen(self) -> Session | None:
        """The same with its opportunity, in one question, for whoever takes a seat among many who do."""
        key = self._key()
        if key is None:
            return None
        session = queries.open_shift(self.kwargs["code"], key, self.person, at=self.now)
        if session is None:
            raise Http404
        return session

    def _key(self) -> int | None:
        key = self.request.GET.get("session", "")
        if not key:
            return None
        if not (key.isascii() and key.isdigit() and len(key) < 16):  # noqa: PLR2004 -- longer than any number of ours
            raise Http404
        return int(key)

    def _shown(
        self, form: SignUpForm, session: Session | None, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        others = [] if session else list(queries.shifts_of(self.opportunity, at=self.now))
        return self.page(
            "portal/sign_up.html",
            place=session.place if session else "",
            status=status,
            form=form,
            session=session,
            others=others,
            takes_part=queries.applied_to(self.opportunity, self.person, at=self.now).takes_part,
            asks_guardian=any(reason.code == "guardian_needed" for reason in more.get("reasons", ())),
            opportunity=self.opportunity,
            **more,
        )
