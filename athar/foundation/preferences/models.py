from django.db import models

from athar.foundation.preferences.choices import Calendar, Digits, Theme


class Preference(models.Model):
    """How the holder of an account likes to read. Without a row, the usual. The language is the account's own."""

    account = models.OneToOneField(
        "people.Account", on_delete=models.CASCADE, primary_key=True, related_name="preference"
    )
    digits = models.CharField(max_length=10, choices=Digits, default=Digits.LATIN)
    calendar = models.CharField(max_length=10, choices=Calendar, default=Calendar.GREGORIAN)
    theme = models.CharField(max_length=10, choices=Theme, default=Theme.SYSTEM)
    shortcuts = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_preference_is_one_of_those_offered",
                condition=models.Q(
                    digits__in=Digits.values, calendar__in=Calendar.values, theme__in=Theme.values
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.digits}, {self.calendar}, {self.theme}"
