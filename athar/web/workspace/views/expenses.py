"""Reports of expenses: the list with its sums, one with its bill, decided by somebody else and paid."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.core.tables import Empty, Table, as_file
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.choices import ExpenseState
from athar.initiatives.volunteering.expenses import totals
from athar.initiatives.volunteering.models import ExpenseReport
from athar.initiatives.volunteering.operations import decide_expenses, pay_expenses
from athar.web.ui.papers import as_answer
from athar.web.workspace.access import Act, Place, reach
from athar.web.workspace.forms.expenses import ExpenseDecisionForm, ExpenseFilter, PaymentForm
from athar.web.workspace.scope import (
    expenses_visible_to,
    initiatives_within,
    known_by_name,
    may_with_opportunity,
)
from athar.web.workspace.shaping import expenses as shaping
from athar.web.workspace.views.base import WorkView

JOINED = (
    "opportunity__edition__initiative", "opportunity__organisation", "person", "decided_by",
)  # fmt: skip


class Expenses(WorkView):
    place = Place.OPPORTUNITIES

    @cached_property
    def form(self) -> ExpenseFilter:
        initiatives = initiatives_within(reach(self.viewer.roles, self.place))
        return ExpenseFilter(self.request.GET, initiatives=initiatives, by_name=known_by_name(self.viewer))

    @cached_property
    def rows(self) -> QuerySet[ExpenseReport]:
        return self.form.narrow(expenses_visible_to(self.viewer))

    def table(self) -> Table:
        return Table(
            name="expenses",
            caption=_("Expenses"),
            columns=shaping.EXPENSES,
            rows=self.rows.select_related(*JOINED).prefetch_related("steps"),
            query=self.request.GET,
            shape=shaping.expenses(self.viewer),
            sort="-filed_at",
            files=reverse("workspace:expenses") + "expenses.",
            fields=self.form.fields,
            spoken=lambda row: f"{row.who}{_(', ')}{row.report}",
            empty=Empty(
                _("Nobody asked expenses back yet"),
                _("Whoever was at a shift of an opportunity that covers expenses can ask back what they spent; it waits here to be decided."),
            ),
        )  # fmt: skip


class List(Expenses):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.page(
            "workspace/volunteering/expenses.html",
            form=self.form,
            table=self.table(),
            sums=shaping.sums(totals(self.rows)),
        )


class File(Expenses):
    def get(self, _request: HttpRequest, kind: str) -> HttpResponseBase:
        return as_file(self.table(), kind)


class ExpenseView(WorkView):
    """What pages of one report share."""

    place = Place.OPPORTUNITIES
    act = Act.DECIDE_EXPENSES

    def found(self, pk: int) -> ExpenseReport:
        rows = expenses_visible_to(self.viewer, to=self.acting)
        return get_object_or_404(rows.select_related(*JOINED).prefetch_related("steps"), pk=pk)

    def to(self, pk: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("workspace:expense", args=[pk]))

    def detail(self, report: ExpenseReport, *, status: int = 200, **more: Any) -> HttpResponse:
        one = shaping.expense(report, self.viewer)
        forms = {
            "form": ExpenseDecisionForm(initial={"granted": report.amount}),
            "payment": PaymentForm(),
        }
        return self.page(
            "workspace/volunteering/expense.html",
            status=status,
            report=report,
            expense=one,
            stands=shaping.state(report),
            told=shaping.told(one),
            steps=shaping.steps(report, self.viewer),
            deciding=may_with_opportunity(self.viewer, Act.DECIDE_EXPENSES, report.opportunity),
            own=report.person_id in rows_of_human(self.person, at=self.now),
            to_pay=report.state == ExpenseState.APPROVED,
            **forms | more,
        )


class Detail(ExpenseView):
    """What was asked for, beside its bill; the POST approves or rejects."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.detail(self.found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report, form = self.found(pk), ExpenseDecisionForm(request.POST)
        if not form.is_valid():
            return self.detail(report, form=form, status=422)
        said = form.said()
        try:
            decide_expenses(report=report, by=self.person, at=self.now, **said)
        except Refused as refused:
            return self.detail(report, form=form, status=409, refusals=refused.reasons)
        approved, rejected = (
            _("Approved, and they are told. Say here when it was paid."),
            _("Rejected. They read your reason."),
        )
        messages.success(request, approved if said["approves"] else rejected)
        return self.to(pk)


class Payment(ExpenseView):
    """It was paid: on which day, and by what it is found in the books."""

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.to(self.found(pk).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report, form = self.found(pk), PaymentForm(request.POST)
        if not form.is_valid():
            return self.detail(report, payment=form, status=422)
        try:
            pay_expenses(report=report, by=self.person, at=self.now, **form.cleaned_data)
        except Refused as refused:
            return self.detail(report, payment=form, status=409, refusals=refused.reasons)
        messages.success(request, _("Marked as paid, and they are told."))
        return self.to(pk)


class Bill(ExpenseView):
    """The bill, for whoever decides."""

    form_only = True

    def get(self, _request: HttpRequest, pk: int) -> HttpResponseBase:
        rows = expenses_visible_to(self.viewer, to=Act.DECIDE_EXPENSES)
        return as_answer(get_object_or_404(rows, pk=pk).bill)
