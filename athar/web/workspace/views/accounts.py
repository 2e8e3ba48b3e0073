"""Accounts: found, read with everything their holder may do and why, closed and opened again."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.foundation.core.refusals import Refused
from athar.foundation.identity.operations import second_factor_reset
from athar.foundation.identity.queries import has_second_proof
from athar.foundation.people.choices import Sensitive
from athar.foundation.people.closing import close_account, reopen_account
from athar.foundation.people.models import Account
from athar.foundation.people.noticing import notice
from athar.foundation.people.queries import accounts_like, grants_in_force, grants_of, with_duties
from athar.web.ui.grants import Names, briefly, told
from athar.web.workspace.access import Act, Place
from athar.web.workspace.forms.accounts import AccountFilter, ResetForm, WhyForm
from athar.web.workspace.places import LABELS
from athar.web.workspace.shaping import accounts as shaping
from athar.web.workspace.views.base import WorkView

SIZE = 25
SORTS = {"name": "person__sort_key", "created": "created_at", "signed": "last_login"}


class List(WorkView):
    place = Place.ACCOUNTS

    def get(self, request: HttpRequest) -> HttpResponse:
        form = AccountFilter(request.GET)
        masked = not shaping.sees_accounts_whole(self.viewer)
        page = Paginator(self.ordered(form.found(masked=masked, at=self.now)), SIZE).get_page(
            request.GET.get("page")
        )
        held = grants_in_force([account.person_id for account in page], at=self.now)
        names = Names.of(grant for grants in held.values() for grant in grants)
        return self.page(
            "workspace/accounts/list.html",
            heading=LABELS[self.place],
            form=form,
            page=page,
            rows=[self.row(account, held.get(account.person_id, []), names) for account in page],
        )

    def ordered(self, rows: Any) -> Any:
        asked = self.request.GET.get("sort", "name")
        column = F(SORTS.get(asked.removeprefix("-"), SORTS["name"]))
        order = column.desc(nulls_last=True) if asked.startswith("-") else column.asc(nulls_last=True)
        return with_duties(rows).order_by(order, "pk")

    def row(self, account: Any, grants: list[Any], names: Names) -> dict[str, Any]:
        return {
            "account": account,
            "name": shaping.holder(account.person, self.viewer, on_duty=account.on_duty),
            "email": shaping.address(account, self.viewer, on_duty=account.on_duty),
            "roles": [briefly(grant, names) for grant in grants],
        }


class AccountView(WorkView):
    """A page about one account."""

    place = Place.ACCOUNTS

    def found(self, pk: int) -> Any:
        account = get_object_or_404(with_duties(accounts_like("")), pk=pk)
        notice(Sensitive.PAGE, subject=account.person_id)
        return account

    def about(self, template: str, account: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        name = shaping.holder(account.person, self.viewer, on_duty=account.on_duty)
        email = shaping.address(account, self.viewer, on_duty=account.on_duty)
        own = account.person_id == self.person.pk
        return self.page(template, status=status, account=account, name=name, email=email, own=own, **more)

    def to(self, account: Account, done: str = "") -> HttpResponse:
        address = reverse("workspace:account", args=[account.pk])
        return HttpResponseRedirect(f"{address}?done={done}" if done else address)


class Detail(AccountView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        account = self.found(pk)
        grants = list(grants_of(account.person))
        names = Names.of(grants)
        rows = [told(grant, names, at=self.now) for grant in grants]
        done, second_proof = request.GET.get("done", ""), has_second_proof(account)
        return self.about(
            "workspace/accounts/detail.html",
            account,
            phone=shaping.phone(account.person, self.viewer),
            held=[row for row in rows if row.state != _("Over")],
            before=[row for row in rows if row.state == _("Over")],
            signing_in=shaping.signing_in(account, second_proof=second_proof),
            second_proof=second_proof,
            history=shaping.history_of(account),
            done=done if done in {"closed", "given"} else "",
            newest=next(
                (row for row in rows if row.holds and row.grant.granted_by_id == self.person.pk), None
            ),
        )


class Closing(AccountView):
    """Nobody signs in with it any more; roles and history stay."""

    act = Act.CLOSE_ACCOUNTS
    form_only = True
    template = "workspace/accounts/closure.html"
    form_class: ClassVar[type[WhyForm]] = WhyForm

    def get(self, _request: HttpRequest, pk: int) -> HttpResponse:
        return self.about(self.template, self.found(pk), form=self.form_class())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        account, form = self.found(pk), self.form_class(request.POST)
        if not form.is_valid():
            return self.about(self.template, account, status=422, form=form)
        try:
            done = self.do(account, form)
        except Refused as refused:
            return self.about(self.template, account, status=409, form=form, refusals=refused.reasons)
        return self.to(account, done)

    def do(self, account: Account, form: Any) -> str:
        close_account(account=account, by=self.person, at=self.now, reason=form.cleaned_data["reason"])
        return "closed"


class Reopening(Closing):
    template = "workspace/accounts/reopening.html"

    def do(self, account: Account, form: Any) -> str:
        reopen_account(account=account, by=self.person, at=self.now, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("The account is open again."))
        return ""


class Resetting(Closing):
    """Second proofs that somebody lost are taken away; they set up new ones as they sign in again."""

    act = Act.RESET_PROOFS
    template = "workspace/accounts/reset.html"
    form_class = ResetForm

    def do(self, account: Account, form: Any) -> str:
        second_factor_reset(account=account, by=self.person, at=self.now, **form.said())
        messages.success(
            self.request,
            _(
                "The second proofs are taken away. The holder was told, and sets up new ones at the next sign-in."
            ),
        )
        return ""
