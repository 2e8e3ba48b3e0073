"""What somebody signed up for: where it stands, what they answered, what they have of it, and how to withdraw."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from athar.engine.journeys.models import Case
from athar.engine.journeys.operations import MoveRefused
from athar.engine.journeys.tracks import track_of
from athar.foundation.core.dates import riyadh_day
from athar.initiatives.volunteering import queries
from athar.initiatives.volunteering.availability import asked_of
from athar.initiatives.volunteering.operations import withdraw
from athar.web.portal.forms_shifts import WithdrawForm
from athar.web.portal.views.base import OwnView


class Application(OwnView):
    """
    One of one's own, by whatever row of the human it was begun.

    Whoever gives it back sees before what that gives back with it: it cannot be undone, since seats go to others at once.
    """

    way = "shifts"

    def case(self, pk: int) -> Case:
        return get_object_or_404(queries.applications_of(self.people), pk=pk)

    def asked(self, case: Case) -> dict[str, bool] | None:
        """Whether they are asked which shifts they can take, whether it is too late, and whether they said so."""
        asked = asked_of(self.people, at=self.now).filter(edition=case.call.edition).first()
        if asked is None:
            return None
        said = asked.availabilities.filter(person__in=self.people).exists()
        return {"over": asked.availability_call.until <= self.now, "said": said}

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(self.case(pk), WithdrawForm())

    def shown(self, case: Case, form: WithdrawForm, *, status: int = 200) -> HttpResponse:
        language = get_language() or "ar"
        return self.page(
            "portal/application.html", status=status, case=case, opportunity=case.call.edition.opportunity,
            stages=[
                {"name": step.stage.name.in_language(language), "state": step.place}
                for step in track_of(case.version.design, case.state)
            ],
            happened=list(_happened(case, language)), answers=_answers(case, language),
            seats=list(queries.seats_of(self.people).filter(enrolment__case=case, session__starts_at__gt=self.now).order_by("session__starts_at")),
            waits=queries.waits_of(self.people, at=self.now).filter(enrolment__case=case).count(),
            asked=self.asked(case), form=form, may_withdraw=case.ended_at is None and case.person_id == self.person.pk,
        )  # fmt: skip


class Withdrawal(Application):
    """Takes part no longer, or takes the application back."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.back("application", pk=self.case(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case, form = self.case(pk), WithdrawForm(request.POST)
        if not form.is_valid():
            return self.shown(case, form, status=422)
        seats = (
            queries.seats_of(self.people)
            .filter(enrolment__case=case, session__starts_at__gt=self.now)
            .count()
        )
        try:
            withdraw(
                case=case, seen=request.POST.get("seen", ""), by=self.person, at=self.now,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except MoveRefused as error:
            self.refused(error)
            return self.back("application", pk=pk)
        gave_back = ngettext(
            "You withdrew, and gave one seat back.", "You withdrew, and gave %(seats)s seats back.", seats
        ) % {"seats": seats}
        messages.success(request, gave_back if seats else _("You withdrew."))
        return self.back("shifts")


def _happened(case: Case, language: str) -> Iterator[dict[str, Any]]:
    """What changed for whoever it belongs to: what staff alone tell apart is one to them."""
    states, last = case.version.design.state_by_code, ""
    for event in case.events.order_by("number"):
        said = states[event.target].public.in_language(language)
        if said != last:
            yield {"when": riyadh_day(event.at), "what": said, "note": event.reason}
        last = said


def _answers(case: Case, language: str) -> list[dict[str, Any]]:
    """Each question that was asked, with what was answered in words."""
    newest = case.answers.select_related("form").first()
    if newest is None:
        return []
    return [
        {
            "term": question.label.in_language(language),
            "text": question.said(newest.data.get(question.code), language),
        }
        for question in newest.form.questions
        if newest.data.get(question.code) not in (None, "", [])
    ]
