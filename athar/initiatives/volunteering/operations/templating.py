"""Texts to start messages from: written, changed and withdrawn. What was sent from one stays as it was sent."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.people.models import Organisation, Person
from athar.initiatives.volunteering.fields import wrong_fields
from athar.initiatives.volunteering.models import MessageTemplate

MOST = 50  # of one organisation: a list that somebody finds something in
WITHDRAWN = Reason(
    "withdrawn", _("This template was withdrawn."), _("Write a new one; its text is still shown here.")
)


class TemplateRefused(Refused):
    """The template cannot be kept; every reason is listed."""


@transaction.atomic
def keep_template(
    *,
    organisation: Organisation,
    names: tuple[str, str],
    texts: tuple[str, str],
    by: Person,
    at: datetime,
    template: MessageTemplate | None = None,
) -> MessageTemplate:
    """
    Keep a template of an organisation, or write one anew.

    :param names: in Arabic and in English, as ``texts``.
    :param template: the one that is written anew; it stays with its organisation.
    :raises TemplateRefused: when a name or a text is missing, a field is unknown, the name is taken, or there are too many.
    """
    # Whoever keeps another at the same moment waits, so that no two get one name.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    names, texts = _stripped(names), _stripped(texts)
    others = MessageTemplate.objects.filter(organisation=organisation, withdrawn_at=None)
    if template is not None:
        template = MessageTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        others = others.exclude(pk=template.pk)
    reasons = [*_missing(names, texts), *_unknown(texts)]
    if template is not None and template.withdrawn_at is not None:
        reasons.append(WITHDRAWN)
    if names[0] and others.filter(name_ar=names[0]).exists():
        reasons.append(
            Reason("taken", _("The organisation has a template of this name."), _("Choose another name."))
        )
    if template is None and others.count() >= MOST:
        reasons.append(
            Reason(
                "too_many", filled(_("An organisation has %(most)s templates at most."), most=MOST),
                _("Withdraw one that nobody uses."),
            )
        )  # fmt: skip
    if reasons:
        raise TemplateRefused(*reasons)
    kept = template or MessageTemplate(organisation=organisation)
    kept.name_ar, kept.name_en, kept.text_ar, kept.text_en = *names, *texts
    kept.by, kept.at = by, at
    kept.save()
    return kept


@transaction.atomic
def withdraw_template(*, template: MessageTemplate, by: Person, at: datetime) -> None:
    """Let nobody start from it any more; withdrawn already, it stays as it is."""
    MessageTemplate.objects.filter(pk=template.pk, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=at)


def _stripped(both: tuple[str, str]) -> tuple[str, str]:
    arabic, english = both
    return arabic.strip(), english.strip()


def _missing(names: tuple[str, str], texts: tuple[str, str]) -> list[Reason]:
    reasons = []
    if not all(names):
        reasons.append(Reason("no_name", _("A name is missing."), _("Write it in both languages.")))
    if not all(texts):
        reasons.append(
            Reason(
                "no_text", _("A text is missing in one of the languages."), _("Write it in both languages.")
            )
        )
    return reasons


def _unknown(texts: tuple[str, str]) -> list[Reason]:
    wrong = [reason for text in texts for reason in wrong_fields(text, shift=True)]
    return list({str(reason.message): reason for reason in wrong}.values())
