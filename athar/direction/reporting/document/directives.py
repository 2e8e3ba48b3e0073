"""What stands between the braces: a name, one quoted argument, options."""

import re
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext_lazy as _

from athar.direction.reporting.document.faults import Faults, unknown
from athar.direction.reporting.document.model import FigureForm
from athar.foundation.core.refusals import filled, quoted

INLINE = {"figure", "plain"}
OPTIONS = {
    "figure": {"period", "form"},
    "figures": {"period"},
    "chart": set(),
    "table": set(),
    "plain": set(),
}
FORMS = {"full", "number", "noun"}
_SHAPE = re.compile(r'(?P<name>\w+)\s+"(?P<argument>[^"]*)"(?P<options>(?:\s+\w+="[^"]*")*)')
_OPTION = re.compile(r'(\w+)="([^"]*)"')
_PERIOD = re.compile(r"[12]\d{3}(-[12]\d{3})?")


@dataclass(frozen=True)
class Directive:
    name: str
    argument: str
    period: str
    form: FigureForm
    line: int


def read(content: str, line: int, *, period: str, faults: Faults) -> Directive | None:
    """
    A directive from the text between its braces; None, and a fault, when it is not one.

    :param period: what holds where the directive names none.
    """
    shape = _SHAPE.fullmatch(content)
    if shape is None:
        faults.add(
            line,
            "bad_directive",
            filled(_("%(text)s cannot be read."), text=quoted(content)),
            _('Write a name and one quoted argument: {{ figure "beneficiaries.reached" }}.'),
        )
        return None
    name = shape["name"]
    if name not in OPTIONS:
        faults.add(line, *unknown("directive", name))
        return None
    options = dict(_OPTION.findall(shape["options"]))
    _check_options(name, options, line, faults)
    chosen = options.get("period", period)
    form = cast("FigureForm", options["form"] if options.get("form") in FORMS else "full")
    return Directive(
        name, shape["argument"].strip(), chosen if _PERIOD.fullmatch(chosen) else period, form, line
    )


def _check_options(name: str, options: dict[str, str], line: int, faults: Faults) -> None:
    for option in sorted(options.keys() - OPTIONS[name]):
        message = filled(_("%(option)s means nothing to %(name)s."), option=quoted(option), name=quoted(name))
        faults.add(line, "bad_directive", message, _("Take it out."))
    if "period" in options and "period" in OPTIONS[name] and not _PERIOD.fullmatch(options["period"]):
        message = filled(_("%(period)s is not a period."), period=quoted(options["period"]))
        faults.add(line, "bad_period", message, _("Write a year or two years: 2023, 2020-2023."))
    if "form" in options and "form" in OPTIONS[name] and options["form"] not in FORMS:
        message = filled(_("%(form)s is not a form of a figure."), form=quoted(options["form"]))
        faults.add(line, "bad_directive", message, _("Write full, number or noun."))
