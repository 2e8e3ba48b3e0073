"""The breakdown knot: arithmetic written as on paper."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from athar.direction.reporting.models import FrozenFigure
from athar.direction.strategy import behind
from athar.direction.strategy.models import Measurement
from athar.web.site.presenting.figures import plain
from athar.web.site.words import spoken

PARTICIPATIONS = "beneficiaries.participations"


def sum_of(measurement: Measurement, beside: Mapping[str, Measurement] | None) -> list[dict[str, Any]]:
    """
    The lines of the sum.

    :param beside: live measurements in the same frame; None for a published figure, whose companion is
        looked for in the same freeze, so that both sides were counted from the same records.
    """
    companion = _frozen_companion(measurement) if beside is None else beside.get(PARTICIPATIONS)
    label, value = spoken(measurement.indicator.definition["labels"]), plain(measurement.value)
    persons = _persons(measurement)
    if persons is None:
        return []
    lines = _without_repeats(measurement, persons, companion)
    if measurement.headcount is None:
        return [*lines, _line(label, value, "end")] if lines else []
    known = _line(_("People, each once"), persons, "total" if lines else "plain")
    return [
        *lines,
        known,
        _line(_("Counted, cannot be de-duplicated"), measurement.headcount, "add"),
        _line(label, value, "end"),
    ]


def _persons(measurement: Measurement) -> int | None:
    if measurement.identified is not None:
        return measurement.identified
    return int(measurement.value) if measurement.indicator.definition["basis"] == "identified" else None


def _without_repeats(
    measurement: Measurement, persons: int, companion: Measurement | None
) -> list[dict[str, Any]]:
    """From participations, or from records, to persons: what was said twice is taken off in the open."""
    if companion is not None:
        gross, word, twice = (
            int(companion.value),
            _("Participations of identified people"),
            _("The same person in more than one initiative"),
        )
    elif measurement.identified is None:
        gross, word, twice = measurement.records, _("Records"), _("The same person in more than one record")
    else:
        return []
    if gross == persons:
        return []
    return [_line(word, gross, "plain"), _line(twice, gross - persons, "subtract")]


def _frozen_companion(measurement: Measurement) -> Measurement | None:
    if measurement.indicator.code not in {"beneficiaries.reached", "beneficiaries.identified"}:
        return None
    return behind.remembered("companion", measurement, lambda: _participations(measurement))


def _participations(measurement: Measurement) -> Measurement | None:
    found = (
        FrozenFigure.objects.filter(
            code=PARTICIPATIONS, measurement__starts_on=measurement.starts_on, measurement__ends_on=measurement.ends_on,
            measurement__head=measurement.head_id,
        )
        .select_related("measurement")
        .first()
    )  # fmt: skip
    return found.measurement if found else None


def _line(label: str, value: Any, kind: str) -> dict[str, Any]:
    return {"label": label, "value": value, "kind": kind}
