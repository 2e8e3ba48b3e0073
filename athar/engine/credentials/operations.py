"""Writes: a certificate of hours is made, and taken back by its holder."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.engine.credentials.models import HoursCertificate
from athar.engine.ledger.queries import hours_about
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.people.models import Person


class CertificateRefused(Refused):
    """There is nothing to certify, or the certificate is over."""


@transaction.atomic
def issue_certificate(*, person: Person, people: Sequence[int], at: datetime) -> HoursCertificate:
    """
    Put the approved hours of one human on a certificate. Where one in force says the same already, that one is returned.

    :param people: the rows that are this human.
    :raises CertificateRefused: where no hours are approved.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    records = list(hours_about(people))
    if not records:
        raise CertificateRefused(
            Reason(
                "no_hours",
                _("No hours of yours are approved yet."),
                _("Hours are approved after a shift; come back then."),
            )
        )
    positions = sorted(record.position for record in records)
    same = HoursCertificate.objects.filter(person=person, ended_at=None, positions=positions).first()
    days = [record.occurred_on for record in records]
    return same or HoursCertificate.objects.create(
        person=person, positions=positions, hours=sum(record.quantity or 0 for record in records),
        first_on=min(days), last_on=max(days), issued_at=at,
    )  # fmt: skip


@transaction.atomic
def end_certificate(*, certificate: HoursCertificate, at: datetime) -> None:
    """
    Take a certificate back: whoever is shown it from now on reads that its holder withdrew it.

    :raises CertificateRefused: when it was taken back already.
    """
    ended = HoursCertificate.objects.filter(pk=certificate.pk, ended_at=None).update(ended_at=at)
    if not ended:
        raise CertificateRefused(
            Reason("ended", _("This certificate was withdrawn already."), _("Make a new one."))
        )
