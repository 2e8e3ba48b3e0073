"""Where a fact belongs that is entered by somebody whose work goes only so far."""

from django.utils.translation import gettext_lazy as _

from athar.engine.ledger.models import Fact
from athar.engine.register.models import Edition
from athar.foundation.core.refusals import Reason
from athar.foundation.people.scopes import Bound, Reach

OUTSIDE = Reason(
    "outside_your_scope",
    _("This lies outside of the scope of your role."),
    _("Enter what belongs to your scope, or ask a colleague whose role reaches further."),
)
SEVERAL = Reason(
    "several_scopes",
    _("This fits several scopes of yours."),
    _("Enter it in the workspace, where you can say for which it is."),
)


def placed_within(fact: Fact, reach: Reach) -> Reason | None:
    """
    Put a fact that does not say so into the organisation and the edition of the one scope it fits.

    :returns: why it lies within none of them; None when it does.
    """
    if reach.covers(fact):
        return None
    fitting = [bound for bound in reach.in_order() if _fits(fact, bound)]
    if len(fitting) != 1:
        return SEVERAL if fitting else OUTSIDE
    [bound] = fitting
    if bound.organisation:
        fact.organisation_id = bound.organisation
    if bound.edition:
        fact.edition = Edition.objects.filter(code=bound.edition, initiative=fact.initiative_id).first()
    return None if bound.covers(fact) else OUTSIDE


def _fits(fact: Fact, bound: Bound) -> bool:
    """Whether the fact says nothing that the scope excludes."""
    return (
        bound.initiative in {"", fact.initiative.code}
        and (not bound.organisation or fact.organisation_id in {None, bound.organisation})
        and (not bound.edition or fact.edition is None or fact.edition.code == bound.edition)
    )
