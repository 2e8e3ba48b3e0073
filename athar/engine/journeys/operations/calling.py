"""A call is opened, and somebody begins a case in it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import Part, Takes
from athar.engine.journeys.models import Call, Case, FormVersion, WorkflowVersion
from athar.engine.register.models import Edition
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import OrganisationKind
from athar.foundation.people.models import Organisation, Person


class CallRefused(Refused):
    """The call cannot be opened, or takes no such case; every reason is listed."""


GOES_ON = Reason("goes_on", _("You applied here already."), _("Open what you began."))


@transaction.atomic
def open_call(
    *,
    edition: Edition,
    code: str,
    names: tuple[str, str],
    takes: Takes,
    part: Part,
    workflow: WorkflowVersion,
    opens_at: datetime,
    closes_at: datetime | None = None,
    form: FormVersion | None = None,
    organisation: Organisation | None = None,
) -> Call:
    """
    Open a call of an edition.

    :param names: in Arabic and in English.
    :param organisation: the body whose own call it is.
    :raises CallRefused: when its code is taken, or it would close before it opens.
    """
    reasons = []
    if Call.objects.filter(code=code).exists():
        reasons.append(Reason("taken", _("Another call has this code."), _("Choose another code.")))
    if closes_at is not None and closes_at <= opens_at:
        reasons.append(
            Reason("closes_first", _("It would close before it opens."), _("Choose a later moment to close."))
        )
    if reasons:
        raise CallRefused(*reasons)
    return Call.objects.create(
        edition=edition, code=code, name_ar=names[0], name_en=names[1], takes=takes, part=part, workflow=workflow, form=form,
        opens_at=opens_at, closes_at=closes_at, organisation=organisation,
    )  # fmt: skip


def begin(
    *, call: Call, by: Person, at: datetime, person: Person | None = None, team: Organisation | None = None
) -> Case:
    """
    Begin a case of a person or a team in a call, at the start of its workflow.

    :raises CallRefused: when the call is not open or takes others, or a case of theirs is going on.
    """
    # The call is not held: in a rush, everybody would wait for everybody.
    call = Call.objects.select_related("workflow").get(pk=call.pk)
    reasons = begin_refusals(call, person, team, at=at)
    if not reasons and call.cases.going_on().filter(person=person, team=team).exists():
        reasons.append(GOES_ON)
    if reasons:
        raise CallRefused(*reasons)
    try:
        with transaction.atomic():
            return Case.objects.create(
                call=call, version=call.workflow, person=person, team=team, state=call.workflow.design.start, begun_at=at,
                begun_by=by,
            )  # fmt: skip
    except IntegrityError:
        # They began twice at one moment, and the database took the first.
        raise CallRefused(GOES_ON) from None


def begin_refusals(
    call: Call, person: Person | None, team: Organisation | None, *, at: datetime
) -> list[Reason]:
    """What the call itself says against a new case."""
    return [reason for reason in (_not_open(call, at), _not_taken(call, person, team)) if reason]


def _not_open(call: Call, at: datetime) -> Reason | None:
    if call.is_open(at=at):
        return None
    return Reason("not_open", _("This call is not open now."), _("Look for another that is open."))


def _not_taken(call: Call, person: Person | None, team: Organisation | None) -> Reason | None:
    if call.takes == Takes.PERSON and (person is None or team is not None):
        return Reason("for_people", _("This call takes people, one by one."), _("Apply in your own name."))
    if call.takes == Takes.TEAM and (
        person is not None or team is None or team.kind != OrganisationKind.TEAM
    ):
        return Reason("for_teams", _("This call takes teams."), _("Apply in your team's name."))
    return None
