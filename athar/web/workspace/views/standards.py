"""Self-assessments: rounds by a standard, their criteria measured or answered, submitted by one and confirmed by another."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from athar.engine.standards.catalogue import Criterion
from athar.engine.standards.choices import Outcome, State
from athar.engine.standards.models import Answer, Round
from athar.engine.standards.operations import answer, decide, open_round, refusals, submit
from athar.engine.standards.queries import Result, failed_in, previous, result_of, sample_of
from athar.engine.standards.registry import checks, standards
from athar.foundation.core.refusals import Refused
from athar.web.ui.papers import as_answer
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.standards import AnswerForm, OutcomeForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping import standards as shaping
from athar.web.workspace.shaping.exports import as_file
from athar.web.workspace.views.base import WorkView

SHOWN = 12  # rounds of a standard, the newest first
SIZE = 25  # of what fails
STATE_TONES = {State.OPEN: "accent", State.SUBMITTED: "watch", State.CONFIRMED: "good"}


class StandardsView(WorkView):
    place = Place.STANDARDS

    def found(self, pk: int) -> Round:
        return get_object_or_404(_rounds(), pk=pk)

    def to(self, pk: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:standard-round", args=[pk]))

    def before(self, one: Round) -> Result | None:
        earlier = previous(one)
        return result_of(earlier, at=self.now) if earlier else None

    def overview(self, *, status: int = 200, **more: Any) -> HttpResponse:
        told = []
        for code, versions in standards.items():
            rounds = list(_rounds().filter(standard=code)[:SHOWN])
            runs = any(one.state != State.CONFIRMED for one in rounds)
            told.append({"standard": versions[-1], "rounds": [self.row(one) for one in rounds], "runs": runs})
        return self.page(
            "workspace/standards/list.html", status=status, heading=LABELS[self.place], standards=told, **more
        )

    def row(self, one: Round) -> dict[str, Any]:
        score = shaping.of_hundred(result_of(one, at=self.now).score)
        return {"round": one, "score": score, "tone": STATE_TONES[State(one.state)]}

    def detail(self, one: Round, *, status: int = 200, **more: Any) -> HttpResponse:
        result, before = result_of(one, at=self.now), self.before(one)
        shown = shaping.areas(result, before)
        deciding = one.waits and self.may(Act.CONFIRM_ASSESSMENT)
        against = refusals(one, by=self.person, at=self.now) if deciding else []
        return self.page(
            "workspace/standards/round.html",
            status=status,
            round=one,
            tone=STATE_TONES[State(one.state)],
            score=shaping.of_hundred(result.score),
            before=shaping.of_hundred(before.score) if before else None,
            before_round=before.round if before else None,
            areas=shown,
            chart=shaping.chart(shown),
            gaps=shaping.rows(result.gaps, before),
            unanswered=result.unanswered,
            steps=_steps(one),
            deciding=deciding and not against,
            against=against,
            **{"form": OutcomeForm()} | more,
        )


class List(StandardsView):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.overview()


class Rounds(StandardsView):
    """A POST opens one."""

    act = Act.ASSESS

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 -- of its address
        return HttpResponseRedirect(reverse("workspace:standards"))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        try:
            one = open_round(standard=code, by=self.person, at=self.now)
        except Refused as refused:
            return self.overview(status=409, refusals=refused.reasons)
        messages.success(request, _("The round is open: what can be measured is measured already."))
        return self.to(one.pk)


class Detail(StandardsView):
    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk))


class File(StandardsView):
    """Every criterion with how it stands, to take home."""

    def get(self, _request: HttpRequest, pk: str, kind: str) -> HttpResponse:
        one = self.found(int(pk))
        shown = shaping.areas(result_of(one, at=self.now), self.before(one))
        rows = shaping.lines_of_file(shown)
        return as_file(kind, f"self-assessment-{pk}", shaping.headers(), rows, rtl=get_language_bidi())


class Submission(StandardsView):
    act = Act.ASSESS

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one = self.found(pk)
        try:
            submit(round=one, by=self.person, at=self.now)
        except Refused as refused:
            return self.detail(one, status=409, refusals=refused.reasons)
        messages.success(
            request, _("Submitted, with what was measured today. Somebody who answered nothing confirms it.")
        )
        return self.to(pk)


class Decision(StandardsView):
    act = Act.CONFIRM_ASSESSMENT

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        one, form = self.found(pk), OutcomeForm(request.POST)
        if not form.is_valid():
            return self.detail(one, form=form, status=422)
        outcome = Outcome(form.cleaned_data["outcome"])
        try:
            decide(
                round=one, outcome=outcome, by=self.person, at=self.now, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            return self.detail(one, form=form, status=409, refusals=refused.reasons)
        frozen, back = (
            _("Confirmed: answers, measures and criteria stay as they are from now on."),
            _("Given back. Whoever submitted it was told, and reads your reason."),
        )
        messages.success(request, frozen if outcome == Outcome.CONFIRMED else back)
        return self.to(pk)


class OfCriterion(StandardsView):
    """What pages of one criterion in a round share."""

    def asked(self, one: Round, code: str) -> Criterion:
        if code not in one.asks.by_code:
            raise Http404
        return one.asks.by_code[code]

    def given(self, one: Round, code: str) -> Answer | None:
        return next((given for given in one.answers.all() if given.criterion == code), None)


class OneCriterion(OfCriterion):
    """What it asks, what was measured with what fails, or what is answered; the POST answers it."""

    act = Act.ASSESS

    def get(self, _request: HttpRequest, pk: int, code: str) -> HttpResponse:
        one = self.found(pk)
        return self.criterion(one, self.asked(one, code))

    def post(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        one = self.found(pk)
        asked, given = self.asked(one, code), self.given(one, code)
        form = AnswerForm(request.POST, request.FILES, papers=bool(given and given.papers))
        if not form.is_valid():
            return self.criterion(one, asked, form=form, status=422)
        try:
            answer(round=one, criterion=code, reply=form.reply(), by=self.person, at=self.now)
        except Refused as refused:
            return self.criterion(one, asked, form=form, status=409, refusals=refused.reasons)
        return self.onward(self.found(pk), code)

    def onward(self, one: Round, code: str) -> HttpResponse:
        """To the next criterion that nobody answered, or back to the round."""
        known = {given.criterion for given in one.answers.all()}
        left = [asked.code for asked in one.asks.asked if asked.code not in known]
        if not left:
            messages.success(
                self.request, _("Kept. Every criterion is answered: the round can be submitted.")
            )
            return self.to(one.pk)
        order = [asked.code for asked in one.asks.asked]
        following = next((other for other in left if order.index(other) > order.index(code)), left[0])
        messages.success(self.request, _("Kept. This is the next one without an answer."))
        return HttpResponseRedirect(reverse("workspace:standard-criterion", args=[one.pk, following]))

    def criterion(self, one: Round, asked: Criterion, *, status: int = 200, **more: Any) -> HttpResponse:
        result, before = result_of(one, at=self.now), self.before(one)
        line = result.line(asked.code)
        given = line.answer if line else None
        return self.page(
            "workspace/standards/criterion.html",
            status=status,
            round=one,
            criterion=asked,
            area=next(area for area in one.asks.areas if area.code == asked.area),
            row=shaping.rows([line] if line else [], before)[0],
            check=checks.get(asked.check.code) if asked.check else None,
            given=given,
            **self.failing(one, asked),
            **{"form": self.form(given)} | more,
        )

    def form(self, given: Answer | None) -> AnswerForm:
        first = {"level": given.level, "note": given.note, "link": given.link} if given else {}
        return AnswerForm(initial=first, papers=bool(given and given.papers))

    def failing(self, one: Round, asked: Criterion) -> dict[str, Any]:
        """What fails today, or what failed when the round was submitted and whether it was mended since; a page of it."""
        sample = sample_of(asked, at=self.now)
        if sample is None:
            return {}
        failed = failed_in(one, asked, at=self.now)
        rows = shaping.with_all(sample.failing if failed is None else failed)
        page = Paginator(rows, SIZE).get_page(self.request.GET.get("page"))
        shown = list(page)
        still = {row.pk for row in shown}
        if failed is not None:
            still = set(sample.failing.filter(pk__in=still).values_list("pk", flat=True))
        told = shaping.failures(shown, self.viewer)
        failures = [(name, url, row.pk not in still) for row, (name, url) in zip(shown, told, strict=True)]
        return {"failing": page, "failures": failures, "measured": True, "kept": failed is not None}


class Papers(OfCriterion):
    """The file that proves an answer, for whoever may read the round."""

    def get(self, _request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
        given = self.given(self.found(pk), code)
        if given is None:
            raise Http404
        return as_answer(given.papers)


def _rounds() -> QuerySet[Round]:
    return Round.objects.select_related("opened_by").prefetch_related("answers__by", "measurements")


def _steps(one: Round) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    told = [{"when": one.opened_at, "what": _("Opened"), "who": one.opened_by.called, "tone": "none"}]
    for sent in one.submissions.select_related("by", "verdict__by"):
        told.append({"when": sent.at, "what": _("Submitted"), "who": sent.by.called, "tone": "watch"})
        verdict = getattr(sent, "verdict", None)
        if verdict:
            told.append({
                "when": verdict.at, "what": verdict.get_outcome_display(), "who": verdict.by.called, "note": verdict.reason,
                "tone": "good" if verdict.outcome == Outcome.CONFIRMED else "bad",
            })  # fmt: skip
    return told[::-1]
