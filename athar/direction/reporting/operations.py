"""Writes: a text is written, approved by the board, frozen with its figures, published."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.direction.reporting.choosing import faults_of, used_in
from athar.direction.reporting.exhibits import Ground, measured
from athar.direction.reporting.facts import ReportPublished
from athar.direction.reporting.models import (
    Approval,
    Freeze,
    FrozenData,
    FrozenFigure,
    Publication,
    Report,
    Revision,
)
from athar.direction.strategy import measuring
from athar.direction.strategy.receipts import issue
from athar.engine.ledger.signing import sign_head
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Person
from athar.foundation.people.queries import roles_of_person


class ReportRefused(Refused):
    """The report cannot take this step; every reason is listed."""


@transaction.atomic
def write(
    *, report: Report, source_ar: str, source_en: str, based_on: int, by: Person, at: datetime, note: str = ""
) -> Revision:
    """
    Keep a new text of the report.

    :param based_on: number of the revision the writer started from; 0 for the first.
    :raises ReportRefused: when somebody wrote in between, or the text has faults (all of them, with their lines).
    """
    Report.objects.select_for_update().get(pk=report.pk)
    newest = report.revisions.first()
    number = newest.number if newest else 0
    reasons = []
    if number != based_on:
        reasons.append(
            Reason(
                "overtaken",
                _("Somebody saved another version while you wrote."),
                _("Open it, carry your changes over and save again."),
            )
        )
    reasons += faults_of(report, source_ar, "ar") + faults_of(report, source_en, "en")
    if reasons:
        raise ReportRefused(*reasons)
    return Revision.objects.create(
        report=report,
        number=number + 1,
        source_ar=source_ar,
        source_en=source_en,
        written_by=by,
        written_at=at,
        note=note,
    )


@transaction.atomic
def approve(*, revision: Revision, by: Person, at: datetime, resolution: str = "") -> Approval:
    """
    The board approves the newest text.

    :raises ReportRefused: when it is not the newest, was approved already, or ``by`` wrote it or sits on no board.
    """
    reasons = []
    if Revision.objects.filter(report=revision.report, number__gt=revision.number).exists():
        reasons.append(
            Reason(
                "not_newest",
                _("There is a newer version of the text."),
                _("Read and approve the newest one."),
            )
        )
    if Approval.objects.filter(revision=revision).exists():
        reasons.append(
            Reason("approved", _("This version was approved already."), _("It can be frozen now."))
        )
    if revision.written_by_id == by.pk:
        reasons.append(
            Reason(
                "own_text",
                _("Nobody approves their own text."),
                _("Ask a board member who did not write it."),
            )
        )
    if Role.BOARD_MEMBER not in roles_of_person(by, at=at):
        reasons.append(
            Reason("no_board_member", _("A report is approved by the board."), _("Ask a board member."))
        )
    if reasons:
        raise ReportRefused(*reasons)
    return Approval.objects.create(revision=revision, by=by, at=at, resolution=resolution)


@transaction.atomic
def freeze(*, revision: Revision, by: Person, at: datetime) -> Freeze:
    """
    Fix every figure, chart and table of an approved text as of now, each figure with its own sealed receipt.

    :raises ReportRefused: when the text is not approved, or was frozen and nothing has changed since.
    """
    approval = Approval.objects.filter(revision=revision).select_related("by").first()
    if approval is None:
        raise ReportRefused(
            Reason(
                "not_approved", _("The text is not approved yet."), _("Ask the board to approve it first.")
            )
        )
    report = Report.objects.select_for_update().get(pk=revision.report_id)
    head = sign_head(at=at)
    before = Freeze.objects.filter(revision__report=report).order_by("-number").first()
    if before and before.revision_id == revision.pk and before.head_id == head.pk:
        raise ReportRefused(
            Reason("unchanged", _("Nothing has changed since the last freeze."), _("Publish that one."))
        )
    frozen = Freeze.objects.create(
        revision=revision, number=before.number + 1 if before else 1, by=by, at=at, head=head
    )
    used = used_in(report, revision)
    for period, codes in used.figures.items():
        for code, measurement in measuring.measure(codes, period, at=at).items():
            approver = {
                "name": approval.by.name,
                "role": Role.BOARD_MEMBER.value,
                "at": approval.at.isoformat(),
                "resolution": approval.resolution,
            }
            FrozenFigure.objects.create(
                freeze=frozen,
                measurement=measurement,
                code=code,
                period=period.name,
                receipt=issue(measurement, at=at, approver=approver),
            )
    ground = Ground(used.period, head, at, measuring.definitions())
    FrozenData.objects.create(freeze=frozen, content=measured(used.exhibits, ground))
    return frozen


@transaction.atomic
def publish(*, frozen: Freeze, by: Person, at: datetime) -> Publication:
    """
    Make a frozen report public. What was published stays: a later issue stands beside it.

    :raises ReportRefused: when it was published already.
    """
    if Publication.objects.filter(freeze=frozen).exists():
        raise ReportRefused(
            Reason("published", _("This issue is public already."), _("Freeze again to publish a new issue."))
        )
    publication = Publication.objects.create(freeze=frozen, by=by, at=at)
    announce(ReportPublished(publication.pk))
    return publication
