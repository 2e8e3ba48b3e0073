from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from athar.direction.content.choices import Shelf


class ItemQuerySet(models.QuerySet["Item"]):
    def with_standing(self, *, at: datetime) -> "ItemQuerySet":
        """
        Annotate ``newest`` (number of the newest revision), ``shown`` (that of the revision readers see now,
        None for nothing), ``awaited`` (a later decision stands) and ``decided`` (some decision stands).
        """
        from athar.direction.content.models.decision import Decision  # it points here
        from athar.direction.content.models.revision import Revision

        of_this = Decision.objects.in_force().filter(item=OuterRef("pk"))
        now = of_this.filter(starts_at__lte=at).order_by("-starts_at", "-pk")
        open_now = Q(ends_at=None) | Q(ends_at__gt=at)
        # The usual order would join items, and their name inside would hide the one outside.
        shown = Decision.objects.filter(open_now, pk=OuterRef("last")).order_by()
        return self.annotate(last=Subquery(now.values("pk")[:1])).annotate(
            newest=Subquery(
                Revision.objects.filter(item=OuterRef("pk")).order_by("-number").values("number")[:1]
            ),
            shown=Subquery(shown.values("revision__number")),
            awaited=Exists(of_this.filter(starts_at__gt=at, revision__isnull=False)),
            decided=Exists(of_this.filter(starts_at__lte=at)),
        )


class Item(models.Model):
    """A page, a piece of news, something in the library, a disclosure. Its text lives in revisions."""

    shelf = models.CharField(max_length=12, choices=Shelf)
    slug = models.SlugField(max_length=80)
    created_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ("shelf", "slug")
        constraints = (
            models.UniqueConstraint(name="an_item_has_its_own_address", fields=["shelf", "slug"]),
            models.CheckConstraint(
                name="an_address_is_written_in_small_latin_letters",
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.shelf}/{self.slug}"
