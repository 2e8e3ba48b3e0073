"""For which of several scopes somebody enters something: asked only where there are several."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.register.models import Edition, Initiative
from athar.foundation.people.models import Organisation
from athar.foundation.people.scopes import EVERYWHERE, Bound, Reach
from athar.web.ui.grants import named


@dataclass(frozen=True)
class Scopes:
    """What may be chosen; nothing to choose for whoever works for the whole association."""

    bounds: tuple[Bound, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, bounds: Iterable[Bound]) -> "Scopes":
        bounds = tuple(bounds)
        return cls(bounds, tuple(named(bounds)))

    @property
    def whole(self) -> Reach:
        return Reach.within(self.bounds) if self.bounds else EVERYWHERE


class Scoped(forms.Form):
    """A form that asks for which scope it is, where whoever fills it in has several."""

    within = forms.ChoiceField(label=_("For which of your scopes"))

    def __init__(self, *args: Any, scopes: Scopes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scopes = scopes
        if len(scopes.bounds) > 1:
            choices = [("", _("Choose")), *((str(place), name) for place, name in enumerate(scopes.names))]
            self.fields["within"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["within"]

    def scope(self) -> Bound | None:
        """The one that was chosen, or that there is; None for the whole association."""
        if not self.scopes.bounds:
            return None
        return self.scopes.bounds[int(self.cleaned_data.get("within", "0"))]

    def reach(self) -> Reach:
        scope = self.scope()
        return EVERYWHERE if scope is None else Reach.within([scope])


def delivered_for(scope: Bound | None) -> dict[str, Any]:
    """Where the rows of a file belong, as the intake takes it."""
    if scope is None:
        return {}
    return {
        "organisation": Organisation.objects.filter(pk=scope.organisation).first()
        if scope.organisation
        else None,
        "initiative": Initiative.objects.filter(code=scope.initiative).first() if scope.initiative else None,
        "edition": Edition.objects.filter(code=scope.edition).first() if scope.edition else None,
    }
