"""What I spent for an opportunity and ask back: filed, followed, and taken back while nobody decided."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.choices import ExpenseState
from athar.initiatives.volunteering.expenses import covered_for, expenses_of, in_riyals
from athar.initiatives.volunteering.models import ExpenseReport
from athar.initiatives.volunteering.operations import file_expenses, withdraw_expenses
from athar.web.portal.forms_expenses import ExpenseForm
from athar.web.portal.views.base import OwnView
from athar.web.ui.expenses import TONES
from athar.web.ui.papers import as_answer

SIZE = 20


class ExpenseView(OwnView):
    way = "shifts"

    def mine(self, pk: int) -> ExpenseReport:
        return get_object_or_404(expenses_of(self.people), pk=pk)


class Mine(ExpenseView):
    """Every report with how it stands, and why."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(expenses_of(self.people), SIZE).get_page(request.GET.get("page"))
        return self.page(
            "portal/expenses.html",
            page=page,
            rows=[self.row(one) for one in page],
            covered=covered_for(self.people).exists(),
        )

    def row(self, one: ExpenseReport) -> dict[str, Any]:
        steps = list(one.steps.all())
        paid = steps[-1] if one.state == ExpenseState.PAID else None
        lower = one.granted is not None and one.granted < one.amount
        return {
            "one": one,
            "tone": TONES[ExpenseState(one.state)],
            "amount": in_riyals(one.amount),
            "granted": in_riyals(one.granted) if one.granted is not None and lower else "",
            "reason": next((step.reason for step in reversed(steps) if step.reason), ""),
            "paid": paid,
        }


class New(ExpenseView):
    """Files a report."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("opportunity", "")
        return self.asked(
            self.form(initial={"opportunity": asked} if asked.isascii() and asked.isdigit() else {})
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            file_expenses(person=self.person, at=self.now, **form.said())
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        messages.success(request, _("It is filed. Somebody decides about it, and you are told."))
        return self.back("expenses")

    def form(self, *data: Any, **more: Any) -> ExpenseForm:
        return ExpenseForm(*data, covered=covered_for(self.people), **more)

    def asked(self, form: ExpenseForm, *, status: int = 200, **more: Any) -> HttpResponse:
        covered = covered_for(self.people).exists()
        return self.page("portal/expense_new.html", status=status, form=form, covered=covered, **more)


class Bill(ExpenseView):
    """One's own bill."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        return as_answer(self.mine(pk).bill)


class Withdrawal(ExpenseView):
    """Takes back what nobody decided about; its bill is destroyed."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- of its address
        return self.back("expenses")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            withdraw_expenses(report=self.mine(pk), by=self.person, at=self.now)
        except Refused as refused:
            self.refused(refused)
        else:
            messages.success(request, _("Taken back; the bill is destroyed."))
        return self.back("expenses")
