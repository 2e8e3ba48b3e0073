"""A minor asks a guardian to approve an opportunity; the guardian reads what it is, with its charter, and answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering import queries
from athar.initiatives.volunteering.models import GuardianQuestion, Opportunity
from athar.initiatives.volunteering.operations import answer_as_guardian, ask_guardian
from athar.web.portal.forms_shifts import GuardianForm, SignUpForm
from athar.web.portal.views.base import OwnView


class Asking(OwnView):
    """The minor's press of a button."""

    way = "shifts"

    def opportunity(self, code: str) -> Opportunity:
        joined = Opportunity.objects.shown().select_related("edition__initiative")
        return get_object_or_404(joined, edition__code=code)

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        self.opportunity(code)
        return self.back("sign-up", code=code)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        opportunity = self.opportunity(code)
        form = SignUpForm(request.POST, questions=opportunity.asks)
        answers = form.answers() if form.is_valid() else None
        try:
            ask_guardian(opportunity=opportunity, child=self.person, at=self.now, answers=answers)
        except Refused as error:
            self.refused(error)
        else:
            messages.success(request, _("Your guardian is asked. You are told what they answer."))
        return self.back("shifts")


class Question(OwnView):
    """What a child asks, for whoever speaks for them; once somebody answered, what they answered."""

    way = "children"

    def question(self, pk: int) -> GuardianQuestion:
        return get_object_or_404(queries.questions_told([child.pk for child in self.children]), pk=pk)

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(self.question(pk), GuardianForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        question, approves = self.question(pk), request.POST.get("answer") != "no"
        if question.answer:  # by another guardian meanwhile, or by a button that was pressed twice
            return self.back("guardian-question", pk=pk)
        form = GuardianForm(request.POST)
        if approves and not form.is_valid():
            return self.shown(question, form, status=422)
        try:
            answer_as_guardian(question=question, approves=approves, by=self.person, at=self.now)
        except Refused as error:
            self.refused(error)
            return self.back("children")
        messages.success(
            request,
            _("You approved it. The child is told, and takes a seat.")
            if approves
            else _("You declined. The child is told."),
        )
        return self.back("children")

    def shown(self, question: GuardianQuestion, form: GuardianForm, **more: Any) -> HttpResponse:
        shifts = list(queries.shifts_of(question.opportunity, at=self.now))
        return self.page(
            "portal/guardian_question.html",
            question=question,
            opportunity=question.opportunity,
            form=form,
            shifts=shifts,
            answers=told(question),
            **more,
        )


def told(question: GuardianQuestion) -> list[dict[str, str]]:
    """Each question of the opportunity, with what the child would answer."""
    language, answers = get_language() or "ar", question.answers
    return [
        {
            "term": asked.label.in_language(language),
            "text": asked.said(answers[asked.code], language)
            if asked.code in answers
            else _("Not answered yet"),
        }
        for asked in question.opportunity.asks
    ]
