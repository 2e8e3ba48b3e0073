"""Templates of messages: kept for an organisation, refused where a field is unknown, withdrawn; what was sent stays."""

import pytest

from athar.foundation.people.tests.factories import OrganisationFactory, PersonFactory
from athar.initiatives.volunteering.operations import TemplateRefused, keep_template, withdraw_template
from athar.initiatives.volunteering.templates_of import example_of, said_like, templates_to_start_from
from athar.initiatives.volunteering.tests.factories import NOW, published, shift, timedelta

pytestmark = pytest.mark.django_db
NAMES, TEXTS = ("شكر", "Thanks"), ("شكرًا {الاسم}", "Thank you, {name}")


@pytest.fixture
def noura(db):
    return PersonFactory(name="نورة العتيبي")


@pytest.fixture
def opportunity(noura):
    return published(noura, PersonFactory(), organisation=OrganisationFactory(code="oasis"))


def keep(opportunity, by, *, names=NAMES, texts=TEXTS, **more):
    return keep_template(
        organisation=opportunity.organisation, names=names, texts=texts, by=by, at=NOW, **more
    )


def codes(call) -> set[str]:
    with pytest.raises(TemplateRefused) as refused:
        call()
    return {reason.code for reason in refused.value.reasons}


def test_a_message_starts_from_the_templates_of_its_organisation_that_its_fields_allow(opportunity, noura):
    thanks = keep(opportunity, noura)
    day = keep(opportunity, noura, names=("قبل الوردية", "Before"), texts=("{اليوم}", "See you"))
    other = published(noura, PersonFactory(), code="other")
    session = opportunity.edition.sessions.get()
    assert (thanks.of_shift, day.of_shift) == (False, True)
    assert templates_to_start_from(opportunity, None) == [thanks]
    assert templates_to_start_from(opportunity, session) == [thanks, day]
    assert templates_to_start_from(other, None) == []
    withdraw_template(template=thanks, by=noura, at=NOW)
    assert templates_to_start_from(opportunity, None) == []
    assert codes(lambda: keep(opportunity, noura, template=thanks)) == {"withdrawn"}
    assert keep(opportunity, noura).pk != thanks.pk
    assert list(said_like(type(day).objects.all(), "see you")) == [day]


def test_what_cannot_be_kept_says_why_all_at_once(opportunity, noura):
    thanks = keep(opportunity, noura)
    assert codes(lambda: keep(opportunity, noura, names=("شكر", " "), texts=("{الحذاء} {", ""))) == {
        "no_name", "no_text", "field", "brace", "taken",
    }  # fmt: skip
    assert keep(opportunity, noura, texts=("شكرًا", "Thanks"), template=thanks).text_en == "Thanks"


def test_the_example_is_the_next_shift_of_the_organisation_or_the_last_there_was(opportunity, noura):
    later = shift(opportunity, days=22)
    first = opportunity.edition.sessions.exclude(pk=later.pk).get()
    assert example_of(opportunity.organisation, at=NOW) == first
    assert example_of(opportunity.organisation, at=NOW + timedelta(days=90)) == later
    assert example_of(OrganisationFactory(code="empty"), at=NOW) is None
