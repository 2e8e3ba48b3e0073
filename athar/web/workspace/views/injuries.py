"""Injuries: a leader reports one at a shift, whoever handles them reads and follows them up, others read numbers that name nobody."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Session
from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Empty, Table, as_file
from athar.initiatives.volunteering.choices import InjuryState, Severity
from athar.initiatives.volunteering.forms import likely
from athar.initiatives.volunteering.injuries import EARLY, folded, numbers_of, participants_of
from athar.initiatives.volunteering.models import Injury
from athar.initiatives.volunteering.operations import follow_up_injury, report_injury
from athar.initiatives.volunteering.satisfaction import FEWEST
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.injuries import (
    ClosingForm,
    EntryForm,
    InjuryFilter,
    LeadersInjuryForm,
    ReopeningForm,
)
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import injuries_visible_to, volunteer_name
from athar.web.workspace.shaping import injuries as shaping
from athar.web.workspace.views.base import WorkView
from athar.web.workspace.views.opportunity_texts import ShiftView

JOINED = ("person", "session__edition__initiative", "session__edition__opportunity")


class New(ShiftView):
    """A leader reports what happened to somebody at a shift."""

    act = Act.TAKE_ATTENDANCE
    form_only = True

    def get(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        first = likely(session, at=self.now) | {"person": request.GET.get("person", "")}
        return self.asked(session, self.form(session, initial=first))

    def post(self, request: HttpRequest, pk: int, shift: int) -> HttpResponse:
        session = self.shift(pk, shift)
        form = self.form(session, request.POST)
        if not form.is_valid():
            return self.asked(session, form, status=422)
        person = get_object_or_404(participants_of(session), pk=form.cleaned_data["person"])
        try:
            report_injury(session=session, person=person, report=form.said(), by=self.person, at=self.now)
        except Refused as refused:
            return self.asked(session, form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("Reported. Whoever follows it up is told at once, and so is the guardian of a minor.")
        )
        return HttpResponseRedirect(reverse("workspace:shift", args=[pk, session.pk]))

    def form(self, session: Session, *data: Any, **more: Any) -> LeadersInjuryForm:
        people = [
            (person.pk, volunteer_name(person, self.viewer, self.opportunity) or _("Somebody")) for person in participants_of(session)
        ]  # fmt: skip
        return LeadersInjuryForm(*data, people=people, opportunity=self.opportunity, **more)

    def asked(
        self, session: Session, form: LeadersInjuryForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        ahead = self.now < session.starts_at - EARLY
        nobody = len(form.fields["person"].choices) == 1  # type: ignore[attr-defined]
        return self.shift_page(
            "injury_new", session, status=status, form=form, ahead=ahead, nobody=nobody, **more
        )


class InjuriesView(WorkView):
    """What pages of reports share: nobody but who handles them reads one, and nobody their own."""

    place = Place.INJURIES

    def rows(self) -> Any:
        mine = injuries_visible_to(self.viewer, to=Act.HANDLE_INJURIES, at=self.now)
        return mine.with_standing().select_related(*JOINED)

    def table(self, *, whole: bool = False) -> Table:
        """``whole``: with what happened, for the file."""
        form, query = InjuryFilter(self.request.GET), self.request.GET.copy()
        if whole:
            query.pop("columns", None)
        rows = self.rows() if whole else self.rows().without_texts()
        more = shaping.health_columns() if whole else []
        return Table(
            name="injuries",
            caption=LABELS[self.place],
            columns=[*shaping.columns(self.viewer), *more],
            rows=form.narrow(rows),
            query=query,
            sort="-happened_at",
            files=reverse("workspace:injuries") + "injuries.",
            fields=form.fields,
            empty=Empty(
                _("No injury was reported"),
                _("Whoever leads a shift reports one on its page, a volunteer on the page of their seat."),
            ),
        )


class List(InjuriesView):
    """Who, when, how grave and how it stands; whoever may not read the reports is led to the numbers."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.may(Act.HANDLE_INJURIES):
            return HttpResponseRedirect(reverse("workspace:injury-numbers"))
        return self.page(
            "workspace/injuries/list.html",
            heading=LABELS[self.place],
            form=InjuryFilter(request.GET),
            table=self.table(),
        )


class File(InjuriesView):
    act = Act.HANDLE_INJURIES
    form_only = True

    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:
        return as_file(self.table(whole=True), kind)


class Numbers(WorkView):
    """By opportunity and month; exact for whoever reads the reports anyway, of others nothing about fewer than five."""

    place = Place.INJURIES

    def get(self, request: HttpRequest) -> HttpResponse:
        exact = self.may(Act.HANDLE_INJURIES)
        to = Act.HANDLE_INJURIES if exact else None
        found = numbers_of(injuries_visible_to(self.viewer, to=to, at=self.now))
        shown = found if exact else folded(found)
        groups = [*shown.groups, *([shown.rest] if shown.rest else [])]
        table = Table(
            name="injury-numbers", caption=_("By opportunity and month"), columns=shaping.group_columns(exact=exact), rows=groups,
            query=request.GET, empty=Empty(_("Nothing to count yet"), _("What was reported is counted here, and nobody is named.")),
        )  # fmt: skip
        whole = shown.whole
        return self.page(
            "workspace/injuries/numbers.html", heading=_("Injuries in numbers"), whole=whole, exact=exact, fewest=FEWEST, table=table,
            severities=[(severity.label, whole.severities[severity.value]) for severity in Severity] if whole and (exact or whole.severities) else [],
        )  # fmt: skip


class Detail(InjuriesView):
    """A report and what followed; the POST notes something, closes it or takes it up again. Reading it leaves a line."""

    act = Act.HANDLE_INJURIES
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        injury = self.found(pk)
        name, form = self.sent(injury)
        if not form.is_valid():
            return self.detail(injury, status=422, **{name: form})
        try:
            follow_up_injury(injury=injury, step=form.said(), by=self.person, at=self.now)
        except Refused as refused:
            return self.detail(injury, status=409, refusals=refused.reasons, **{name: form})
        messages.success(request, _("It stands with the report."))
        return HttpResponseRedirect(reverse("workspace:injury", args=[pk]))

    def found(self, pk: int) -> Any:
        rows = self.rows().select_related("reported_by").prefetch_related("entries__by")
        return get_object_or_404(rows, pk=pk)

    def sent(self, injury: Any) -> tuple[str, Any]:
        """Which of the forms of the page was sent, by its name there."""
        data = self.request.POST
        if "closing" in data:
            return "closing", ClosingForm(data, auto_id="closing_%s")
        if "reopening" in data:
            return "reopening", ReopeningForm(data)
        return "form", EntryForm(data, state=injury.state)

    def detail(self, injury: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        state = InjuryState(injury.state)
        return self.page(
            "workspace/injuries/detail.html",
            status=status,
            injury=injury,
            who=shaping.who(injury, self.viewer),
            state=state.label,
            tone=shaping.STATES[state],
            grave=shaping.GRAVE[Severity(injury.severity)],
            facts=shaping.facts(injury, self.viewer),
            events=[shaping.event(entry, injury, self.viewer) for entry in injury.entries.all()],
            **(self.forms(injury, state) | more),
        )

    def forms(self, injury: Injury, state: InjuryState) -> dict[str, Any]:
        if injury.person_id is None:
            return {}
        if state is InjuryState.CLOSED:
            return {"reopening": ReopeningForm()}
        days = {"days_lost": injury.days_lost}  # type: ignore[attr-defined]
        return {
            "form": EntryForm(state=state),
            "closing": ClosingForm(auto_id="closing_%s", initial=days | {"shared": True}),
        }
