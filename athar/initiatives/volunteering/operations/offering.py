"""An opportunity is written, reviewed by somebody else, published, closed and evaluated."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.choices import Part, Takes
from athar.engine.journeys.designs import design_to
from athar.engine.journeys.models import Call, Form, FormVersion, Session, Workflow, WorkflowVersion
from athar.engine.journeys.operations import (
    draft_workflow,
    open_call,
    open_session,
    publish_form,
    publish_workflow,
)
from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Organisation, Person
from athar.initiatives.volunteering.catalogue import CODES, workflow_for
from athar.initiatives.volunteering.choices import Choosing, State
from athar.initiatives.volunteering.models import Opportunity, Step
from athar.initiatives.volunteering.questions import AGREES
from athar.initiatives.volunteering.rules import gaps
from athar.initiatives.volunteering.ways import choosing_of, way_refusals


class OpportunityRefused(Refused):
    """The opportunity cannot be kept or go on; every reason is listed."""


OVERTAKEN = Reason("overtaken", _("This opportunity is elsewhere by now."), _("Load it again."))


@transaction.atomic
def draft_opportunity(
    *, initiative: Initiative, organisation: Organisation, code: str, names: tuple[str, str], starts_on: date, ends_on: date,
    by: Person, details: Mapping[str, Any],
) -> Opportunity:  # fmt: skip
    """
    Begin an opportunity, with the edition it is.

    :param details: columns of ``Opportunity``: level, field and what is known already.
    :raises OpportunityRefused: when the code is taken, a name is missing, it would end before it starts, or its workflow does not fit.
    """
    reasons = [*_days(starts_on, ends_on), *_names(names), *way_refusals(details.get("workflow"))]
    if Edition.objects.filter(code=code).exists():
        reasons.append(Reason("taken", _("Another edition has this code."), _("Choose another code.")))
    if reasons:
        raise OpportunityRefused(*reasons)
    edition = Edition.objects.create(
        initiative=initiative,
        code=code,
        name_ar=names[0],
        name_en=names[1],
        starts_on=starts_on,
        ends_on=ends_on,
    )
    told = _with_choosing(details)
    return Opportunity.objects.create(edition=edition, organisation=organisation, written_by=by, **told)


@transaction.atomic
def change_opportunity(
    *,
    opportunity: Opportunity,
    names: tuple[str, str],
    starts_on: date,
    ends_on: date,
    details: Mapping[str, Any],
) -> Opportunity:
    """
    Write an opportunity anew; what people have signed up for already stays as they read it.

    :raises OpportunityRefused: when it is no draft any more, a name is missing, it would end before it starts, or its workflow does not fit.
    """
    opportunity = _locked(opportunity, State.DRAFT)
    reasons = [*_days(starts_on, ends_on), *_names(names), *way_refusals(details.get("workflow"))]
    if reasons:
        raise OpportunityRefused(*reasons)
    edition = opportunity.edition
    edition.name_ar, edition.name_en, edition.starts_on, edition.ends_on = *names, starts_on, ends_on
    edition.save()
    for column, value in _with_choosing(details).items():
        setattr(opportunity, column, value)
    opportunity.save()
    return opportunity


@transaction.atomic
def add_shift(
    *,
    opportunity: Opportunity,
    names: tuple[str, str],
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    **more: Any,
) -> Session:
    """
    Add a shift to take seats in.

    :param more: as of ``open_session``; it is where the opportunity is, if not said.
    :raises OpportunityRefused: when it lies outside the days of the opportunity, or that is closed.
    :raises SessionRefused: as ``open_session``.
    """
    edition = opportunity.edition
    reasons = []
    if not edition.starts_on <= riyadh_day(starts_at) <= edition.ends_on:
        reasons.append(
            Reason(
                "outside", _("The shift lies outside the days of the opportunity."), _("Choose another day.")
            )
        )
    if opportunity.state not in {State.DRAFT, State.PUBLISHED}:
        reasons.append(OVERTAKEN)
    if reasons:
        raise OpportunityRefused(*reasons)
    own = {name: getattr(opportunity, name) for name in ("place_ar", "place_en", "region")}
    more = own | more
    return open_session(
        edition=edition,
        part=Part.VOLUNTEER,
        names=names,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
        **more,
    )


@transaction.atomic
def submit_opportunity(*, opportunity: Opportunity, by: Person, at: datetime) -> Opportunity:
    """
    Give a draft to somebody else to review.

    :raises OpportunityRefused: with everything that is missing.
    """
    opportunity = _locked(opportunity, State.DRAFT)
    shifts = (
        Session.objects.upcoming(at=at).filter(edition=opportunity.edition_id, part=Part.VOLUNTEER).count()
    )
    missing = [
        *gaps(opportunity, shifts=shifts, today=riyadh_day(at)),
        *way_refusals(opportunity.workflow),
    ]
    if missing:
        raise OpportunityRefused(*missing)
    return _went_on(opportunity, State.IN_REVIEW, by, at)


@transaction.atomic
def send_back(*, opportunity: Opportunity, by: Person, at: datetime, reason: str) -> Opportunity:
    """
    Give an opportunity back to whoever wrote it.

    :raises OpportunityRefused: when it is not in review, or there is no reason.
    """
    opportunity = _locked(opportunity, State.IN_REVIEW)
    if not reason.strip():
        raise OpportunityRefused(
            Reason("no_reason", _("Whoever wrote it needs a reason."), _("Write what should be changed."))
        )
    return _went_on(opportunity, State.DRAFT, by, at, reason.strip())


@transaction.atomic
def publish_opportunity(
    *, opportunity: Opportunity, by: Person, at: datetime, closes_at: datetime | None = None
) -> Opportunity:
    """
    Show an opportunity to the public, and open its call.

    :param closes_at: when nobody may sign up any more; open until its last shift begins, if not said.
    :raises OpportunityRefused: when it is not in review, ``by`` wrote it or sent it to review, or its workflow does not fit any more.
    """
    opportunity = _locked(opportunity, State.IN_REVIEW)
    if by.pk in opportunity.writers:
        raise OpportunityRefused(
            Reason(
                "own",
                _("Nobody publishes what they wrote themselves, or sent to review."),
                _("Ask a colleague to review it."),
            )
        )
    version = _version(opportunity, by, at)
    opportunity.call = _call(opportunity, version, by, at, closes_at)
    opportunity.choosing = choosing_of(version.design)
    return _went_on(opportunity, State.PUBLISHED, by, at)


@transaction.atomic
def close_opportunity(*, opportunity: Opportunity, by: Person, at: datetime) -> Opportunity:
    """
    Take nobody any more; whoever takes part keeps their seats.

    :raises OpportunityRefused: when it is not published.
    """
    opportunity = _locked(opportunity, State.PUBLISHED)
    Call.objects.filter(opportunity=opportunity).exclude(closes_at__lte=at).update(closes_at=at)
    return _went_on(opportunity, State.CLOSED, by, at)


@transaction.atomic
def evaluate_opportunity(*, opportunity: Opportunity, by: Person, at: datetime, lessons: str) -> Opportunity:
    """
    Say what was learned, once its last day is over.

    :raises OpportunityRefused: when it is not closed, its last day is to come, or nothing is said.
    """
    opportunity = _locked(opportunity, State.CLOSED)
    reasons = []
    if riyadh_day(at) <= opportunity.edition.ends_on:
        reasons.append(Reason("goes_on", _("Its last day is not over yet."), _("Come back after it.")))
    if not lessons.strip():
        reasons.append(
            Reason("no_lesson", _("Nothing is said yet."), _("Write what went well and what did not."))
        )
    if reasons:
        raise OpportunityRefused(*reasons)
    return _went_on(opportunity, State.EVALUATED, by, at, lessons.strip())


def _locked(opportunity: Opportunity, state: State) -> Opportunity:
    found = (
        Opportunity.objects.select_for_update(of=("self",)).select_related("edition__initiative", "organisation", "workflow")
        .filter(pk=opportunity.pk, state=state).first()
    )  # fmt: skip
    if found is None:
        raise OpportunityRefused(OVERTAKEN)
    return found


def _went_on(
    opportunity: Opportunity, state: State, by: Person, at: datetime, reason: str = ""
) -> Opportunity:
    Step.objects.create(
        opportunity=opportunity, source=opportunity.state, target=state, by=by, at=at, reason=reason[:500]
    )
    opportunity.state = state
    opportunity.save()
    return opportunity


def _days(starts_on: date, ends_on: date) -> list[Reason]:
    if ends_on >= starts_on:
        return []
    return [Reason("ends_first", _("It would end before it starts."), _("Choose a later last day."))]


def _names(names: tuple[str, str]) -> list[Reason]:
    if all(name.strip() for name in names):
        return []
    return [Reason("no_name", _("A name is missing."), _("Write it in both languages."))]


def _with_choosing(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where a workflow is chosen, that says whether people are chosen by it."""
    workflow = details.get("workflow")
    if workflow is None:
        return details
    return {**details, "choosing": choosing_of(workflow.versions.latest("number").design)}


def _call(
    opportunity: Opportunity, version: WorkflowVersion, by: Person, at: datetime, closes_at: datetime | None
) -> Call:
    edition = opportunity.edition
    return open_call(
        edition=edition, code=edition.code, names=(edition.name_ar, edition.name_en), takes=Takes.PERSON, part=Part.VOLUNTEER,
        workflow=version, form=_form(opportunity, by, at), opens_at=at, closes_at=closes_at,
        organisation=opportunity.organisation,
    )  # fmt: skip


def _version(opportunity: Opportunity, by: Person, at: datetime) -> WorkflowVersion:
    """
    The newest version of its way in; the one that Athar brings along, where there is none yet.

    :raises OpportunityRefused: when that does not fit an opportunity.
    """
    choosing = Choosing(opportunity.choosing)
    workflow = opportunity.workflow or Workflow.objects.filter(code=CODES[choosing]).first()
    if workflow is None or not workflow.versions.exists():
        workflow = workflow or draft_workflow(code=CODES[choosing], data=design_to(workflow_for(choosing)))
        publish_workflow(workflow=workflow, by=by, at=at)
    if reasons := way_refusals(workflow):
        raise OpportunityRefused(*reasons)
    return workflow.versions.latest("number")


def _form(opportunity: Opportunity, by: Person, at: datetime) -> FormVersion:
    """What is asked of whoever signs up: its own questions, and that they accept the charter."""
    form, _new = Form.objects.update_or_create(
        code=opportunity.edition.code[:40],
        defaults={
            "name_ar": opportunity.edition.name_ar,
            "name_en": opportunity.edition.name_en,
            "draft": [*opportunity.questions, AGREES],
        },
    )
    return publish_form(form=form, by=by, at=at)
