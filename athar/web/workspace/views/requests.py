"""What persons asked about their data: by deadline, answered in words, a correction carried out on acceptance."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.correcting import fact_in_words
from athar.foundation.people.models import Account, Person
from athar.foundation.people.noticing import notice
from athar.foundation.privacy.choices import ENDS_A_REQUEST, RequestStepKind
from athar.foundation.privacy.models import Request, RequestStep
from athar.foundation.privacy.queries import rows_of_human
from athar.foundation.privacy.requests import arrival_of, deadline_of, ending_of, facts, note_step, owner_of
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.requests import StepForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.scope import name_of
from athar.web.workspace.shaping.clocks import days_left, tone_of
from athar.web.workspace.shaping.requests import ended, line_of
from athar.web.workspace.views.base import WorkView

SIZE = 25


class RequestView(WorkView):
    place = Place.REQUESTS

    def called(self, person: Person | None) -> str:
        """Whoever answers must know whom; everybody else reads the person as their role may."""
        if person is not None and self.may(Act.ANSWER_REQUEST):
            return person.called
        return name_of(person, self.viewer)


class List(RequestView):
    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(ended(), SIZE).get_page(request.GET.get("page"))
        lines = [line_of(row) for row in page]
        people = Person.objects.in_bulk({line.person for line in lines})
        return self.page(
            "workspace/requests/list.html",
            heading=LABELS[self.place],
            waiting=[self.row(found) for found in Request.objects.open().whole()],
            page=page,
            ended=[(line, self.called(people[line.person])) for line in lines],
        )

    def row(self, request: Request) -> dict[str, Any]:
        deadline = deadline_of(request, at=self.now)
        owner = owner_of(request)
        return {
            "request": request,
            "name": self.called(request.person),
            "child": request.asked_by_id != request.person_id,
            "owner": owner.name if owner else "",
            "left": days_left(deadline),
            "tone": tone_of(deadline),
            "came": came.get_channel_display() if (came := arrival_of(request)) else "",
        }


class Detail(RequestView):
    """One request; the POST takes it on, extends, answers, accepts or refuses it."""

    act = Act.ANSWER_REQUEST

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(_found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = _found(pk)
        form = StepForm(request.POST, request=found)
        if not form.is_valid():
            return self.detail(found, status=422, form=form)
        said = form.said()
        try:
            note_step(request=found, by=self.person, at=self.now, **said)
        except Refused as refused:
            return self.detail(found, status=409, form=form, refusals=refused.reasons)
        messages.success(request, _("Done: whoever asked reads it on their own pages."))
        return HttpResponseRedirect(reverse("workspace:request", args=[pk]))

    def detail(self, request: Request, *, status: int = 200, **more: Any) -> HttpResponse:
        ending, deadline = ending_of(request), deadline_of(request, at=self.now)
        acting = ending is None and self.may(Act.ANSWER_REQUEST)
        own = self.person.pk in {request.asked_by_id, request.person_id}
        return self.page(
            "workspace/requests/detail.html",
            status=status,
            asked=request,
            facts=self.facts(request),
            change=self.change(request),
            words=request.text if self.may(Act.ANSWER_REQUEST) else "",
            left=days_left(deadline),
            tone=tone_of(deadline),
            ending=ending,
            events=[self.event(step) for step in request.steps.all()],
            own=acting and own,
            unreachable=self.unreachable(request),
            **({"form": StepForm(request=request)} if acting and not own else {}) | more,
        )

    def facts(self, request: Request) -> list[dict[str, str]]:
        came = arrival_of(request)
        found = [
            (_("Whose data"), self.called(request.person)),
            (
                _("Asked by"),
                self.called(request.asked_by) if request.asked_by_id != request.person_id else "",
            ),
            (_("Asked on"), both_dates(request.asked_at)),
            (_("How it came"), came.get_channel_display() if came else ""),
            (_("How identity was checked"), came.get_checked_display() if came else ""),
            (_("Recorded by"), f"{came.by.called}{_(', ')}{both_dates(came.at)}" if came else ""),
            (_("Answer by"), both_dates(deadline_of(request, at=self.now).due_on)),
            (_("Consent"), str(request.get_purpose_display()) if request.purpose else ""),
        ]
        return [{"term": term, "text": text} for term, text in found if text]

    def unreachable(self, request: Request) -> bool:
        """Whether nobody reads an answer on their own pages, because whoever asked has no account."""
        if arrival_of(request) is None:
            return False
        people = rows_of_human(request.asked_by, at=self.now)
        return not Account.objects.filter(person__in=people, is_active=True).exists()

    def change(self, request: Request) -> dict[str, str] | None:
        """What should be put right; the values are for those who decide."""
        if not request.fact:
            return None
        open_ = self.may(Act.ANSWER_REQUEST)
        return {
            "label": str(facts()[request.fact]),
            "old": fact_in_words(request.fact, request.old or "") if open_ else "",
            "new": fact_in_words(request.fact, request.new or "") if open_ else "",
        }

    def event(self, step: RequestStep) -> dict[str, Any]:
        ground = f"{_(': ')}{step.get_ground_display()}" if step.ground else ""
        by_asker = step.kind == RequestStepKind.TAKEN_BACK
        tone = (
            "bad"
            if step.kind == RequestStepKind.REFUSED
            else "good"
            if step.kind in ENDS_A_REQUEST
            else "none"
        )
        return {
            "when": step.at,
            "what": f"{step.get_kind_display()}{ground}",
            "who": self.called(step.by) if by_asker else step.by.called,
            "note": step.text if self.may(Act.ANSWER_REQUEST) else "",
            "tone": tone,
        }


class Evidence(RequestView):
    """What whoever asked attached."""

    act = Act.ANSWER_REQUEST
    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        found = _found(pk)
        if not found.evidence:
            raise Http404
        # Never shown inside the site: only fetched.
        answer = FileResponse(found.evidence.open("rb"), as_attachment=True)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def _found(pk: int) -> Request:
    found = get_object_or_404(Request.objects.whole(), pk=pk)
    notice(Sensitive.PAGE, subject=found.person_id)
    return found
