"""Roles that were given, in words: what, where, by whom, why and until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.refusals import quoted
from athar.foundation.core.templatetags.athar_text import both_dates
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation, RoleGrant
from athar.foundation.people.scopes import Bound

LONGEST = 300  # of a reason


def isolated(text: object) -> str:
    return quoted(str(text), LONGEST)


@dataclass(frozen=True)
class Names:
    """Names of initiatives and editions by their codes, read once for a page."""

    initiatives: dict[str, str]
    editions: dict[str, str]

    @classmethod
    def of(cls, grants: Iterable[RoleGrant | Bound]) -> "Names":
        grants = list(grants)
        initiatives = {grant.initiative for grant in grants} - {""}
        editions = {grant.edition for grant in grants} - {""}
        return cls(
            {row.code: str(row) for row in Initiative.objects.filter(code__in=initiatives)}
            if initiatives
            else {},
            {row.code: str(row) for row in Edition.objects.filter(code__in=editions)} if editions else {},
        )

    def scope(self, grant: RoleGrant) -> str:
        """Where a grant holds, in words; empty: everywhere."""
        parts = [
            self.editions.get(grant.edition, grant.edition)
            or self.initiatives.get(grant.initiative, grant.initiative),
            str(grant.organisation) if grant.organisation_id else "",
        ]
        return _(", ").join(isolated(part) for part in parts if part)


def named(bounds: Sequence[Bound]) -> list[str]:
    """Scopes in words, in their order: at most three queries."""
    names = Names.of(bounds)
    keys = {bound.organisation for bound in bounds if bound.organisation}
    bodies = Organisation.objects.in_bulk(keys) if keys else {}
    return [
        _(", ").join(
            filter(
                None,
                [
                    names.editions.get(bound.edition, bound.edition)
                    or names.initiatives.get(bound.initiative, bound.initiative),
                    str(bodies.get(bound.organisation, "")) if bound.organisation else "",
                ],
            )
        )
        for bound in bounds
    ]


def briefly(grant: RoleGrant, names: Names) -> str:
    """A role in a list: its name, and where it holds when that is not everywhere."""
    scope = names.scope(grant)
    return f"{grant.title} ({scope})" if scope else grant.title


@dataclass(frozen=True)
class Told:
    """One grant: what it is, since when, by whom and why, and whether it holds."""

    grant: RoleGrant
    role: str
    scope: str
    state: str
    tone: str
    sentences: list[str]
    holds: bool


def told(grant: RoleGrant, names: Names, *, at: datetime) -> Told:
    holds = holds_now(grant, at=at)
    state, tone = (
        (_("Holds"), "good")
        if holds
        else (_("To come"), "accent")
        if grant.since > at
        else (_("Over"), "none")
    )
    return Told(
        grant,
        grant.title,
        names.scope(grant) or _("The whole association"),
        state,
        tone,
        [given(grant), *lasting(grant, at=at)],
        holds,
    )


def holds_now(grant: RoleGrant, *, at: datetime) -> bool:
    """As ``in_force`` says it in SQL, for a grant that is read already with the one it was lent from."""
    source = grant.delegates
    return _lasts(grant, at) and (source is None or _lasts(source, at))


def _lasts(grant: RoleGrant, at: datetime) -> bool:
    return grant.since <= at and (grant.until is None or grant.until > at)


def given(grant: RoleGrant) -> str:
    """Who gave it, when and why."""
    facts = {
        "day": both_dates(grant.since),
        "reason": isolated(grant.reason) if grant.reason else _("no reason was noted"),
    }
    if grant.delegates is not None:
        return _("Lent by %(name)s on %(day)s: %(reason)s.") % (
            facts | {"name": isolated(grant.delegates.person)}
        )
    if grant.granted_by is None and grant.role != Role.ADMINISTRATOR:
        return _("Held since %(day)s: %(reason)s.") % facts
    if grant.granted_by is None:
        return _("Held since %(day)s: nobody inside could appoint the first.") % facts
    return _("Given by %(name)s on %(day)s: %(reason)s.") % (facts | {"name": isolated(grant.granted_by)})


def lasting(grant: RoleGrant, *, at: datetime) -> list[str]:
    """Until when, and who ended it."""
    said = []
    if grant.ended_by is not None and grant.until is not None:
        facts = {
            "name": isolated(grant.ended_by),
            "day": both_dates(grant.until),
            "reason": isolated(grant.end_reason),
        }
        said.append(_("Ended by %(name)s on %(day)s: %(reason)s.") % facts)
    elif grant.until is not None:
        words = (
            _("It ended by itself on %(day)s.") if grant.until <= at else _("It ends by itself on %(day)s.")
        )
        # A last day ends where the next begins.
        said.append(words % {"day": both_dates(grant.until - timedelta(microseconds=1))})
    if grant.delegates is not None and not _lasts(grant.delegates, at) and _lasts(grant, at):
        said.append(_("The role it was lent from is over, so this one opens nothing."))
    return said
