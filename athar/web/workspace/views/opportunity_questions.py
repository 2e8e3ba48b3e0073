"""What whoever signs up for an opportunity is asked beyond its charter: written while it is a draft, and fixed afterwards."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from athar.engine.journeys.questions import Question as Asked
from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.choices import State
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.operations import ask_no_longer, ask_question
from athar.web.workspace.access import Act
from athar.web.workspace.forms.questions import QuestionForm
from athar.web.workspace.views.opportunities import OpportunityView


class Question(OpportunityView):
    """A question: a new one, or one that is changed or taken away."""

    act = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest, pk: int, code: str = "") -> HttpResponse:
        opportunity = self.found(pk)
        question = self.question(opportunity, code)
        if opportunity.state != State.DRAFT:
            return self.to(opportunity)
        first = QuestionForm.first(opportunity, question)
        return self.asked(
            opportunity, QuestionForm(opportunity=opportunity, question=question, initial=first)
        )

    def post(self, request: HttpRequest, pk: int, code: str = "") -> HttpResponse:
        opportunity = self.found(pk)
        question = self.question(opportunity, code)
        form = QuestionForm(request.POST, opportunity=opportunity, question=question)
        removes = question is not None and "remove" in request.POST
        if not removes and not form.is_valid():
            return self.asked(opportunity, form, status=422)
        try:
            if removes:
                ask_no_longer(opportunity=opportunity, code=code)
            else:
                ask_question(opportunity=opportunity, **form.said())
        except Refused as refused:
            return self.asked(opportunity, form, status=409, refusals=refused.reasons)
        done = _("It is asked no longer.") if removes else _("Whoever signs up will be asked it.")
        return self.to(opportunity, done)

    def question(self, opportunity: Opportunity, code: str) -> Asked | None:
        if not code:
            return None
        found = next((one for one in opportunity.asks if one.code == code), None)
        if found is None:
            raise Http404
        return found

    def asked(
        self, opportunity: Opportunity, form: QuestionForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        return self.page(
            "workspace/volunteering/question.html",
            status=status,
            opportunity=opportunity,
            form=form,
            question=form.question,
            **more,
        )
