"""Why may this person do that? Read from the tables and the grants, as one chain of sentences."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from athar.foundation.people.queries import roles_of_person
from athar.web.workspace.access import DONE_IN, Act, Place, may_do, may_see
from athar.web.workspace.explaining import (
    Asked,
    NoAddress,
    about_act,
    about_address,
    about_place,
    explain,
)
from athar.web.workspace.places import ACTS, LABELS
from athar.web.workspace.views.accounts import AccountView

PLACES = [(f"place:{place}", label) for place, label in LABELS.items()]
DEEDS = [(f"act:{act}", label) for act, label in ACTS.items()]


class Question(forms.Form):
    """A place, an act or an address; an address that is written wins."""

    what = forms.ChoiceField(
        label=_("A place, or something done there"),
        required=False,
        choices=[("", _("Choose")), (_("See"), PLACES), (_("Do"), DEEDS)],
    )
    address = forms.CharField(
        label=_("Or the address of a page"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("As the browser shows it, like /workspace/records/"),
    )

    def clean_address(self) -> Asked | None:
        text = self.cleaned_data["address"]
        try:
            return about_address(text) if text.strip() else None
        except NoAddress as error:
            raise forms.ValidationError(
                _("This site has no such page. Copy the address from the browser."), code="no_address"
            ) from error

    def asked(self) -> Asked | None:
        """What is asked about; None when nothing is, or it could not be read."""
        if not self.is_valid():
            return None
        if found := self.cleaned_data["address"]:
            return found  # type: ignore[no-any-return]
        kind, _colon, value = self.cleaned_data["what"].partition(":")
        if not value:
            return None
        return about_place(Place(value)) if kind == "place" else about_act(Act(value))


class Permissions(AccountView):
    """One question answered; without a question, everything of the workspace with yes or no."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        account, form = self.found(pk), Question(request.GET or None)
        asked = form.asked() if request.GET else None
        return self.about(
            "workspace/accounts/permissions.html",
            account,
            form=form,
            asked=asked,
            answer=explain(account, asked, at=self.now) if asked else None,
            groups=[] if asked else self.everything(account),
        )

    def everything(self, account: Any) -> list[tuple[Any, list[tuple[Any, bool, str]]]]:
        """Every place and act: its name, whether it opens, and the question that says why."""
        roles = roles_of_person(account.person, at=self.now) if account.is_active else frozenset()
        places = [(LABELS[place], may_see(roles, place), f"?what=place:{place}") for place in Place]
        acts = [
            (ACTS[act], may_see(roles, DONE_IN[act]) and may_do(roles, act), f"?what=act:{act}")
            for act in Act
        ]
        return [(_("See"), places), (_("Do"), acts)]
