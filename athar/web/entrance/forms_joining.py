"""Forms of those who were invited in. They validate and never save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import Relation
from athar.foundation.core.forms import DayField
from athar.web.ui.papers import PapersField


class ClaimForm(forms.Form):
    relation = forms.ChoiceField(
        label=_("You are the child’s"), choices=Relation.choices, widget=forms.RadioSelect
    )
    birth_date = DayField(
        label=_("Birth date of the child"),
        help_text=_(
            "In either calendar: 24/8/2012 or, in the Hijri one, 1433/10/6H. It shows that you know the child."
        ),
    )
    evidence = PapersField(
        label=_("What proves it"),
        required=False,
        help_text=_(
            "A page of the family register or a court’s order, as PDF or picture. Staff who decide see it, nobody else, and it is destroyed 30 days after."
        ),
    )
