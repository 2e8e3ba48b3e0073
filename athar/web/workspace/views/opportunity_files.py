"""Opportunities from a file: drafts for the rows that are right, and what is wrong with the others."""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_bidi

from athar.engine.intake.files import open_table
from athar.foundation.core.refusals import Refused
from athar.initiatives.volunteering.ways import Way, ways_in
from athar.web.workspace.access import Act, Place, reach_to_do
from athar.web.workspace.forms.opportunities import NewOpportunityForm
from athar.web.workspace.forms.volunteering import OpportunityFileForm
from athar.web.workspace.opportunity_rows import Drafted, columns, draft_rows
from athar.web.workspace.scope import (
    bodies_open_to,
    initiatives_within,
    may_with_opportunity,
    opportunities_visible_to,
)
from athar.web.workspace.shaping.exports import as_file
from athar.web.workspace.views.base import WorkView


class Delivery(WorkView):
    place = Place.OPPORTUNITIES
    act = Act.OFFER
    form_only = True

    def get(self, _request: HttpRequest) -> HttpResponse:
        return self.asked(OpportunityFileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OpportunityFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.asked(form, status=422)
        try:
            drafted = self.drafted(form.cleaned_data["file"])
        except Refused as refused:
            return self.asked(form, status=409, refusals=refused.reasons)
        status = 409 if drafted.wrong and not drafted.new and not drafted.known else 200
        return self.asked(OpportunityFileForm(), status=status, drafted=drafted)

    def drafted(self, file: Any) -> Drafted:
        with tempfile.NamedTemporaryFile(suffix=".csv") as kept:
            for piece in file.chunks():
                kept.write(piece)
            kept.flush()
            ways = ways_in()
            return draft_rows(
                open_table(Path(kept.name)), form=partial(self.form, ways), ways=ways, visible=opportunities_visible_to(self.viewer),
                by=self.person,
            )  # fmt: skip

    def form(self, ways: Sequence[Way], said: dict[str, Any]) -> NewOpportunityForm:
        """As the page of a new opportunity asks it; a row that names no organisation is of one's own."""
        return NewOpportunityForm(
            {"organisation": self.person.organisation_id} | said, ways=ways,
            initiatives=initiatives_within(reach_to_do(self.viewer.roles, Act.OFFER)),
            bodies=bodies_open_to(self.viewer, Act.OFFER), allows=partial(may_with_opportunity, self.viewer, Act.OFFER),
        )  # fmt: skip

    def asked(self, form: OpportunityFileForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self.page(
            "workspace/volunteering/delivery.html", status=status, form=form, columns=columns(), **more
        )


class Template(WorkView):
    place = Place.OPPORTUNITIES

    def get(self, _request: HttpRequest, kind: str) -> HttpResponse:
        headers = [name for name, _label, _needed in columns()]
        return as_file(kind, "athar-opportunities", headers, [], rtl=get_language_bidi())
