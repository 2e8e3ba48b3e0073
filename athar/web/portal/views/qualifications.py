"""What I can do: skills that one declares, and qualifications that one files for somebody else to approve."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.qualifications.choices import State
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.operations import declare_skills, file_qualification, take_back
from athar.foundation.qualifications.queries import qualifications_of, skills_of
from athar.web.portal.forms_qualifications import QualificationForm, SkillsForm
from athar.web.portal.views.base import OwnView
from athar.web.ui.papers import as_answer
from athar.web.ui.qualifications import TONES


class QualificationView(OwnView):
    way = "qualifications"

    def mine(self, pk: int) -> Qualification:
        return get_object_or_404(qualifications_of(self.people), pk=pk)


class Mine(QualificationView):
    """Skills to tick, and every qualification with how it stands."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page(
            "portal/qualifications.html",
            skills=SkillsForm(initial={"skills": skills_of(self.people)}),
            rows=[self.row(one) for one in qualifications_of(self.people).prefetch_related("steps")],
        )

    def row(self, one: Qualification) -> dict[str, Any]:
        steps = list(one.steps.all())
        over = one.state == State.APPROVED and one.expires_on is not None and one.expires_on < self.today
        return {
            "one": one,
            "word": _("Ran out") if over else one.get_state_display(),
            "tone": "bad" if over else TONES[State(one.state)],
            "over": over,
            "reason": steps[-1].reason if steps else "",
        }


class Skills(QualificationView):
    """Keeps what one can do, in place of what one said before."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.back("qualifications")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SkillsForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("One of these skills is not in the list any more. Choose anew."))
            return self.back("qualifications")
        declare_skills(person=self.person, people=self.people, codes=form.cleaned_data["skills"], at=self.now)
        messages.success(request, _("Your skills are kept."))
        return self.back("qualifications")


class New(QualificationView):
    """Files a qualification."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(QualificationForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = QualificationForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            file_qualification(person=self.person, by=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        messages.success(
            request, _("It is filed. Somebody looks at the document, and you are told what was decided.")
        )
        return self.back("qualifications")

    def asked(self, form: QualificationForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page("portal/qualification_new.html", status=status, form=form, **more)


class Papers(QualificationView):
    """One's own document."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        return as_answer(self.mine(pk).papers)


class Withdrawal(QualificationView):
    """Takes back what waits; its document is destroyed."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("qualifications")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            take_back(qualification=self.mine(pk))
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(request, _("Taken back; the document is destroyed."))
        return self.back("qualifications")
