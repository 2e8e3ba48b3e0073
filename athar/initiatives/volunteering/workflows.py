"""What an opportunity asks of the workflow by which people come to take part, and the two that come along."""

from django.utils.translation import gettext_lazy as _

from athar.engine.journeys import guards as of_the_engine
from athar.engine.journeys.catalogue import bring_along
from athar.engine.journeys.designs.fitting import Terms
from athar.engine.journeys.registry import domain, named
from athar.foundation.people.choices import Role
from athar.initiatives.volunteering import guards as of_this_room
from athar.initiatives.volunteering.catalogue import FOLDER
from athar.initiatives.volunteering.choices import Choosing

REGISTERED = (of_the_engine, of_this_room)  # read before their conditions are named

# Source: PDPL, art. 5, and its implementing regulation on minors: nobody is placed without their word and that of a minor's guardian,
# and nobody stays placed once it is taken back.
OPPORTUNITY = domain(
    "opportunity",
    _("Opportunities"),
    Terms(
        applying=named(
            "call_is_open", "form_is_complete", "guardian_approves", "takes_no_part_yet", "consents", "fits_the_opportunity"
        ),
        enrolling=named("guardian_approves"),
        stopping=named("guardian_approves_no_longer", "consents_no_longer"),
        staff={role.value: role.label for role in (Role.PROGRAMME_MANAGER, Role.PARTNER_MANAGER)},
    ),
)  # fmt: skip

bring_along({f"opportunity_{choosing.value}": FOLDER / f"{choosing.value}.yaml" for choosing in Choosing})
