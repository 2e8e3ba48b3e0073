"""Somebody in charge writes to a selection; a job brings it to each in their language, and to the guardians of minors."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.models import Session
from athar.foundation.admissions.queries import guardians_of
from athar.foundation.core.dates import both_calendars, clock_span, riyadh_day
from athar.foundation.core.jobs import job, later
from athar.foundation.core.refusals import Reason, Refused, filled
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import rows_of_human
from athar.initiatives.volunteering.choices import Outcome, Selection
from athar.initiatives.volunteering.fields import fill, wrong_fields
from athar.initiatives.volunteering.models import Delivery, Message, Opportunity
from athar.initiatives.volunteering.selecting import KIND, reach_of, selected, selections_for

COPY = "volunteering.message_to_child"
MOST_AN_HOUR = 6  # of one opportunity: whoever volunteers is not to be drowned in letters
LANGUAGES = ("ar", "en")


class MessageRefused(Refused):
    """The message cannot be sent; every reason is listed."""


@transaction.atomic
def send_message(
    *, opportunity: Opportunity, session: Session | None, selection: Selection, texts: dict[str, str], by: Person, at: datetime,
    look: str = "",
) -> Message:  # fmt: skip
    """
    Send a message to those whom a selection means at this moment; who is left out, and why, is kept with it.

    :param texts: by language; one of the two is enough, and then everybody reads that one.
    :param look: the sign of the look at it before it goes; whoever sends the same once more gets the first message.
    :raises MessageRefused: when nothing is said, a field is unknown, nobody would be reached, or too many were sent within an hour.
    """
    # Whoever sends at the same moment waits, so that two cannot both be the last that is allowed.
    Opportunity.objects.select_for_update(no_key=True, of=("self",)).get(pk=opportunity.pk)
    if look and (first := Message.objects.filter(opportunity=opportunity, look=look).first()):
        return first
    texts = {language: texts.get(language, "").strip() for language in LANGUAGES}
    reached = reach_of(selected(opportunity, selection, at=at, session=session), at=at)
    reasons = [*_wrong_texts(texts, session), *_too_many(opportunity, at)]
    if selection not in selections_for(session):
        reasons.append(
            Reason("selection", _("Nobody can be chosen so here."), _("Choose another selection."))
        )
    if not reached.told and not reached.minors:
        reasons.append(
            Reason("nobody", _("It would reach nobody."), _("Choose another selection; the page says who is left out and why."))
        )  # fmt: skip
    if reasons:
        raise MessageRefused(*reasons)
    message = Message.objects.create(
        opportunity=opportunity, session=session, selection=selection, by=by, at=at, look=look,
        **{f"text_{language}": text for language, text in texts.items()},
    )  # fmt: skip
    # A minor whose own pages nobody reads is still reached by the guardian.
    Delivery.objects.bulk_create(
        Delivery(message=message, person_id=key, outcome=Outcome.WAITING if key in reached.minors else outcome, at=at)
        for key, outcome in reached.outcomes.items()
    )  # fmt: skip
    later(deliver, message=message.pk)
    return message


@job
def deliver(*, message: int) -> None:
    """Bring a message to each it waits for, each in a transaction of its own. Run again, or by two at once, it tells nobody twice."""
    sent = Message.objects.select_related("opportunity__edition", "session").get(pk=message)
    waiting = Delivery.objects.filter(message=sent, outcome=Outcome.WAITING)
    for key in waiting.values_list("pk", flat=True):
        _deliver(sent, key, timezone.now())
    if not waiting.exists():
        Message.objects.filter(pk=sent.pk, finished_at=None).update(finished_at=timezone.now())


@transaction.atomic
def _deliver(message: Message, key: int, at: datetime) -> None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",), skip_locked=True).select_related("person")
        .filter(pk=key, outcome=Outcome.WAITING).first()
    )  # fmt: skip
    if delivery is None:
        return
    person, reached = delivery.person, reach_of([delivery.person_id], at=at)
    facts: dict[str, Any] = {
        "message": message.pk,
        "code": message.opportunity.edition.code,
        **in_words(message, person),
    }
    copies = _guardians(person, at) if person.pk in reached.minors else []
    if reached.told:
        tell(person.pk, KIND, at=at, **facts)
    if copies:
        tell(copies, COPY, at=at, child=person.pk, **facts)
    Delivery.objects.filter(pk=key).update(
        outcome=Outcome.TOLD if reached.told else reached.outcomes[person.pk], at=at, copies=len(copies)
    )


def in_words(message: Message, person: Person) -> dict[str, str]:
    """The message as this person reads it, in each language; where it was written in one, that one in both."""
    said = {
        language: fill(text, values_of(message, person, language))
        for language, text in (("ar", message.text_ar), ("en", message.text_en))
        if text
    }
    return {language: said.get(language) or next(iter(said.values())) for language in LANGUAGES}


def values_of(message: Message, person: Person, language: str) -> dict[str, str]:
    """What takes the place of each field. The message comes with its opportunity, edition and session."""
    opportunity, session = message.opportunity, message.session
    names = {language: getattr(opportunity.edition, f"name_{language}") for language in LANGUAGES}
    place = getattr(opportunity, f"place_{language}")
    values: dict[str, Any] = {
        "name": (person.name_latin if language == "en" else "") or person.name, "opportunity": names[language], "place": place,
    }  # fmt: skip
    if session is not None:
        values |= {
            "shift": getattr(session, f"name_{language}"), "day": both_calendars(riyadh_day(session.starts_at), language),
            "time": clock_span(session.starts_at, session.ends_at, language),
            "place": getattr(session, f"place_{language}"),
        }  # fmt: skip
    return values


def _guardians(child: Person, at: datetime) -> list[int]:
    return list(guardians_of(rows_of_human(child, at=at), at=at).values_list("pk", flat=True))


def _wrong_texts(texts: dict[str, str], session: Session | None) -> list[Reason]:
    if not any(texts.values()):
        return [Reason("empty", _("Nothing is said yet."), _("Write it in Arabic, in English or in both."))]
    wrong = [reason for text in texts.values() for reason in wrong_fields(text, shift=session is not None)]
    return list({str(reason.message): reason for reason in wrong}.values())


def _too_many(opportunity: Opportunity, at: datetime) -> list[Reason]:
    lately = Message.objects.filter(opportunity=opportunity, at__gt=at - timedelta(hours=1)).count()
    if lately < MOST_AN_HOUR:
        return []
    return [
        Reason(
            "too_many", filled(_("Within an hour, %(most)s messages were sent already."), most=MOST_AN_HOUR),
            _("Wait a while, and say what is left in one message."),
        )
    ]  # fmt: skip
