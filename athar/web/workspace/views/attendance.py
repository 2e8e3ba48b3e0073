"""A shift: who has a seat, who came and went, who waits; then the hours that follow, and what was decided about them."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.attendance import Attendance, attendance_of
from athar.engine.journeys.models import Seat, Session
from athar.engine.journeys.operations import state_attendance
from athar.engine.ledger.models import Proposal
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.core.tables import Empty, Selecting, Table
from athar.initiatives.volunteering import managing
from athar.initiatives.volunteering.choices import Selection
from athar.initiatives.volunteering.groups import group_of
from athar.initiatives.volunteering.injuries import EARLY
from athar.initiatives.volunteering.needs import lacking_at
from athar.initiatives.volunteering.operations import Claimed, claim_hours, mark_all
from athar.web.workspace.access import Act
from athar.web.workspace.forms.decisions import DecisionForm
from athar.web.workspace.forms.volunteering import MarkForm, StatementForm
from athar.web.workspace.scope import volunteer_name
from athar.web.workspace.shaping import attendance as shaping
from athar.web.workspace.shaping import shift_hours as hours_shaping
from athar.web.workspace.shaping.attendance import Present
from athar.web.workspace.views.opportunity_texts import ShiftView
from athar.web.workspace.views.records import decide
from athar.web.workspace.words import counted

SIZE = 100  # a shift is read whole, as a sheet of paper


class Shift(ShiftView):
    """Everybody with a seat, and how they stand; the POST marks those that are ticked, here and now."""

    act = Act.TAKE_ATTENDANCE

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        return self.sheet(self.shift(pk, shift))

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        form = MarkForm(request.POST, seats=self.seats(session))
        asked = {int(key) for key in request.POST.getlist("seat") if key.isascii() and key.isdigit()}
        if not form.is_valid():
            reasons = [text for errors in form.errors.values() for text in errors]
            return self.sheet(session, status=422, chosen=asked, refusals=reasons)
        leaves = form.cleaned_data["mark"] == "left"
        marked = list(form.cleaned_data["seat"])
        mark_all(seats=marked, leaves=leaves, by=self.person, at=self.now)
        people = counted(len(marked), "person")
        done = _("Marked as gone: %(people)s.") if leaves else _("Marked as come: %(people)s.")
        messages.success(request, done % {"people": people})
        return self.back(session)

    def seats(self, session: Session) -> QuerySet[Seat]:
        """Nobody marks themselves."""
        return (
            Seat.objects.confirmed()
            .filter(session=session)
            .exclude(person__in=self.own_rows)
            .select_related("session")
        )

    def back(self, session: Session, page: str = "shift") -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(f"workspace:{page}", args=[self.opportunity.pk, session.pk]))

    def sheet(
        self, session: Session, *, status: int = 200, chosen: Collection[int] = (), **more: Any
    ) -> HttpResponse:
        rows = self.everybody(session)
        taking = self.may_here(Act.TAKE_ATTENDANCE, self.opportunity)
        marking = taking and session.cancelled_at is None and self.is_on(session)
        return self.shift_page(
            "shift",
            session,
            status=status,
            table=self.table(session, rows, taking=taking, marking=marking, chosen=chosen),
            marking=marking,
            reporting=taking and session.cancelled_at is None and self.now >= session.starts_at - EARLY,
            there=sum(row.one.marked.open_since is not None and row.one.said is None for row in rows),
            came=sum(row.one.came for row in rows),
            absent=sum(row.one.is_absent(session, at=self.now) for row in rows),
            unfinished=sum(shaping.is_unfinished(row) for row in rows) if self.now >= session.ends_at else 0,
            waits=[
                (volunteer_name(wait.person, self.viewer, self.opportunity), wait)
                for wait in managing.waits_for(session)
            ],
            offering=self.may_here(Act.OFFER, self.opportunity),
            writing=self.writing(session),
            thanking=taking and any(row.one.came for row in rows),
            lacking=self.lacking(session, rows),
            cancellation=getattr(session, "cancellation", None) if session.cancelled_at else None,
            **more,
        )

    def writing(self, session: Session) -> str:
        """To whom one is likely to write from here: who is missing once it has begun; empty where one may not."""
        if session.cancelled_at is not None or not self.may_here(Act.WRITE_TO_VOLUNTEERS, self.opportunity):
            return ""
        return Selection.MISSING if self.now >= session.starts_at else Selection.COMING

    def lacking(self, session: Session, rows: list[Present]) -> list[tuple[str, list[Reason]]]:
        """Whoever has a seat and lacks by now what the opportunity needs; nobody's name that the viewer may not read."""
        seats = [row.one.seat for row in rows if row.one.seat is not None]
        found = lacking_at(self.opportunity, session, seats, at=self.now)
        return [
            (volunteer_name(seat.person, self.viewer, self.opportunity), reasons) for seat, reasons in found
        ]

    def everybody(self, session: Session) -> list[Present]:
        found, stories = attendance_of(session), managing.stories_of(session)
        return shaping.everybody(
            self.viewer, self.opportunity, session, found, self.own_rows, stories=stories
        )

    def is_on(self, session: Session) -> bool:
        """Marks are taken from some hours before the shift until some hours after it; then only statements are."""
        return session.starts_at - shaping.AROUND <= self.now <= session.ends_at + shaping.AROUND

    def table(
        self, session: Session, rows: list[Present], *, taking: bool, marking: bool, chosen: Collection[int]
    ) -> Table:
        def why_not(row: Present) -> str:
            if row.own:
                return _("About you")
            return "" if row.key else _("Without a seat")

        return Table(
            name="attendance",
            caption=_("Attendance"),
            columns=shaping.attendance_columns(at=self.now, groups=any(group_of(row.story) for row in rows)),
            rows=rows,
            query=self.request.GET,
            size=SIZE,
            selecting=Selecting(
                name="seat", key=lambda row: row.key, why_not=why_not, chosen=chosen,
                everything=bool(self.request.GET.get("all")),
            ) if marking else None,
            note=lambda row: " ".join(filter(None, (shaping.story(row, in_charge=taking), shaping.doubts(row) if self.now >= session.ends_at else ""))),
            action=(lambda row: (_("State the times"), row.statement_url)) if taking else None,
            empty=Empty(_("Nobody has a seat yet"), _("Whoever takes a seat in this shift stands here, with when they came and went.")),
        )  # fmt: skip


class Person(ShiftView):
    """When somebody was there, stated by whoever is in charge: it stands above what was marked, and the last one stands."""

    act = Act.TAKE_ATTENDANCE
    form_only = True

    def get(self, _request: HttpRequest, pk: int, shift: int, person: int) -> HttpResponse:
        session = self.shift(pk, shift)
        return self.asked(session, self.one(session, person), StatementForm(session=session))

    def post(self, request: HttpRequest, pk: int, shift: int, person: int) -> HttpResponse:
        session = self.shift(pk, shift)
        one, form = self.one(session, person), StatementForm(request.POST, session=session)
        if not form.is_valid():
            return self.asked(session, one, form, status=422)
        try:
            state_attendance(session=session, person=one.person, **form.said(), by=self.person, at=self.now)
        except Refused as refused:
            return self.asked(session, one, form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("Stated. What was marked stays to be seen; your statement stands above it.")
        )
        return HttpResponseRedirect(reverse("workspace:shift", args=[pk, session.pk]))

    def one(self, session: Session, person: int) -> Attendance:
        found = next((one for one in attendance_of(session) if one.person.pk == person), None)
        if found is None:
            raise Http404
        return found

    def asked(
        self, session: Session, one: Attendance, form: StatementForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        stories = managing.stories_of(session)
        [row] = shaping.everybody(
            self.viewer, self.opportunity, session, [one], self.own_rows, stories=stories
        )
        return self.shift_page(
            "shift_person",
            session,
            status=status,
            row=row,
            form=form,
            told=shaping.told(row, at=self.now),
            note=shaping.doubts(row),
            **more,
        )


class Hours(Shift):
    """Whose hours are entered, in doubt or not; the POST enters what is clear. Doing it again enters nothing twice."""

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        return self.account(self.shift(pk, shift))

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        try:
            claimed = claim_hours(session=session, by=self.person, at=self.now)
        except Refused as refused:
            return self.account(session, status=409, refusals=refused.reasons)
        return self.told(request, session, claimed)

    def told(self, request: HttpRequest, session: Session, claimed: Claimed) -> HttpResponse:
        many = len(claimed.entered)
        if many:
            messages.success(
                request,
                _("Entered for %(people)s. The hours count once somebody else approves them.")
                % {"people": counted(many, "person")},
            )
        elif not claimed.refused:
            messages.info(request, _("There was nothing to enter."))
        if claimed.refused:
            # Who it is about is said here and now, and nowhere kept.
            turned_down = [
                (volunteer_name(person, self.viewer, self.opportunity), reasons)
                for person, reasons in claimed.refused
            ]
            return self.account(session, status=200 if many else 409, turned_down=turned_down)
        return self.back(session, "shift-hours")

    def account(
        self, session: Session, *, status: int = 200, chosen: Collection[int] = (), **more: Any
    ) -> HttpResponse:
        hours = list(managing.hours_of(session))
        counting = managing.counting_hours_of(session)
        found = attendance_of(session)
        rows = shaping.everybody(
            self.viewer, self.opportunity, session, found, self.own_rows, hours, counting
        )
        over = self.now >= session.ends_at and session.cancelled_at is None
        deciding = self.may_here(Act.DECIDE_HOURS, self.opportunity) and any(map(self.decidable, rows))
        taking = self.may_here(Act.TAKE_ATTENDANCE, self.opportunity)
        return self.shift_page(
            "hours",
            session,
            status=status,
            table=self.hours_table(rows, taking=taking, deciding=deciding, chosen=chosen),
            over=over,
            to_enter=sum(hours_shaping.is_clear(row) for row in rows) if over and taking else 0,
            doubtful=sum(hours_shaping.is_in_doubt(row) for row in rows),
            waiting=sum(hours_shaping.waits(row) for row in rows),
            deciding=deciding,
            taking=taking,
            **more,
        )

    def decidable(self, row: Present) -> bool:
        return hours_shaping.waits(row) and not self.why_not(row)

    def why_not(self, row: Present) -> str:
        """Why nobody can decide about a row here; empty where the viewer can."""
        if not hours_shaping.waits(row):
            return "\N{EN DASH}"
        if row.own:
            return _("About you")
        return _("Your own") if row.hours is not None and row.hours.entered_by_id == self.person.pk else ""

    def hours_table(
        self, rows: list[Present], *, taking: bool, deciding: bool, chosen: Collection[int]
    ) -> Table:
        return Table(
            name="hours",
            caption=_("Hours"),
            columns=hours_shaping.COLUMNS,
            rows=rows,
            query=self.request.GET,
            size=SIZE,
            selecting=Selecting(
                name="proposal", key=lambda row: row.hours.pk if row.hours else 0, why_not=self.why_not, chosen=chosen,
                everything=bool(self.request.GET.get("all")),
            ) if deciding else None,
            note=hours_shaping.why,
            action=(lambda row: (_("State the times"), row.statement_url)) if taking else None,
            empty=Empty(_("Nobody has a seat yet"), _("Hours follow from attendance: who had a seat, came and went.")),
        )  # fmt: skip


class HoursDecisions(Hours):
    """Hours that somebody else entered are approved, or rejected with a reason: all that are ticked, or none."""

    act = Act.DECIDE_HOURS

    def get(self, _request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        return self.back(self.shift(pk, shift), "shift-hours")

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        open_to: QuerySet[Proposal] = managing.hours_of(session).filter(decision=None)
        form = DecisionForm(request.POST, proposals=open_to)
        asked = {int(key) for key in request.POST.getlist("proposal") if key.isascii() and key.isdigit()}
        if not form.is_valid():
            reasons = [text for errors in form.errors.values() for text in errors]
            return self.account(session, status=422, chosen=asked, undecided=reasons)
        try:
            decided = decide(form.cleaned_data, by=self.person, at=self.now)
        except Refused as refused:
            return self.account(
                session,
                status=409,
                chosen=asked,
                undecided=refused.reasons,
                reason=form.cleaned_data["reason"],
            )
        messages.success(request, decided)
        return self.back(session, "shift-hours")
