"""A headcount or hours entered by hand."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from athar.engine.ledger.models import Proposal
from athar.engine.ledger.operations import propose
from athar.foundation.core.dates import age_group, age_on
from athar.foundation.core.refusals import Refused
from athar.foundation.evidence.models import Evidence
from athar.foundation.evidence.operations import keep
from athar.foundation.evidence.rules import media_type_of
from athar.web.workspace.access import Act, Place, reach_to_do
from athar.web.workspace.forms.facts import FactForm, HeadcountForm, HoursForm
from athar.web.workspace.forms.scopes import Scopes
from athar.web.workspace.scope import candidate_name, persons_open_to
from athar.web.workspace.views.base import WorkView


class New(WorkView):
    """Two forms under one address: ``?kind=headcount`` or ``?kind=hours``."""

    place = Place.RECORDS
    act = Act.ENTER_FACTS
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.form_page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.form_page(form, status=422)
        try:
            proposal = self.enter(form)
        except Refused as refused:
            return self.form_page(form, status=409, refusals=refused.reasons)
        messages.success(
            request,
            _("Entered as %(number)s. It counts once a second person approves it.") % {"number": proposal},
        )
        return HttpResponseRedirect(f"{reverse('workspace:records')}?side=mine")

    def form(self, *data: Any) -> FactForm:
        if self.request.GET.get("kind") == "hours":
            return HoursForm(*data, persons=persons_open_to(self.viewer, at=self.now), scopes=self.scopes())
        return HeadcountForm(*data, scopes=self.scopes())

    def scopes(self) -> Scopes:
        """For what the viewer may enter facts: for everything, or for one of what they hold within."""
        far = reach_to_do(self.viewer.roles, Act.ENTER_FACTS)
        return Scopes() if far.everywhere else Scopes.of(far.in_order())

    @transaction.atomic
    def enter(self, form: FactForm) -> Proposal:
        """The evidence is kept only together with the entry."""
        proposal = form.proposal()
        if proposal.person and proposal.person.birth_date:
            proposal.age_group = age_group(age_on(proposal.person.birth_date, proposal.occurred_on))
        proposal.evidence = self.evidence(form)
        return propose(proposal=proposal, by=self.person, at=self.now, within=form.reach())

    def evidence(self, form: FactForm) -> Evidence | None:
        file = form.cleaned_data.get("evidence")
        if file is None:
            return None
        title = form.cleaned_data["evidence_title"]
        media_type = media_type_of(file.name or "") or "application/octet-stream"
        return keep(
            file=file, title_ar=title, title_en=title, media_type=media_type, by=self.person, at=self.now
        )

    def form_page(self, form: FactForm, *, status: int = 200, **more: Any) -> HttpResponse:
        kinds = {"headcount": _("Headcount"), "hours": _("Volunteer hours")}
        candidates = [
            (person.pk, candidate_name(person, self.viewer)) for person in getattr(form, "candidates", [])
        ]
        return self.page(
            "workspace/records/new.html",
            status=status,
            form=form,
            candidates=candidates,
            tabs=[
                {"label": label, "url": f"?kind={kind}", "current": kind == form.kind}
                for kind, label in kinds.items()
            ],
            **more,
        )
