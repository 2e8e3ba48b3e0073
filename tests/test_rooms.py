"""What import contracts cannot see: string references, and the documents that describe the code."""

from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from athar.config import env

ROOT = Path(__file__).resolve().parents[1]

# Top to bottom. A foreign key may point to its own room or to one further down.
ROOMS = [
    "portal", "workspace", "api", "site", "entrance", "ui", "demo", "content", "reporting", "strategy", "volunteering", "journeys", "intake", "standards", "credentials", "ledger", "register", "admissions", "qualifications", "privacy", "notices", "preferences", "evidence", "identity", "gate", "people", "places", "core",
]  # fmt: skip


def test_every_foreign_key_points_down_the_rooms():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ROOMS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and field.related_model._meta.app_label in ROOMS
        and ROOMS.index(field.related_model._meta.app_label) < ROOMS.index(model._meta.app_label)
    ]
    assert upward == []


def test_every_app_of_ours_is_a_room():
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("athar.")}
    assert ours == set(ROOMS)


def test_the_documented_settings_are_the_settings():
    documented = (ROOT / "docs" / "settings.md").read_text()
    missing = [setting.name for setting in env.SETTINGS if f"| `{setting.name}` | " not in documented]
    assert missing == []
    assert documented.count("| `ATHAR_") + documented.count("| `DATABASE_URL") == len(env.SETTINGS)


def test_ci_runs_the_test_command_of_the_readme():
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"
    assert "make test" in (ROOT / "README.md").read_text()


def test_every_room_says_what_it_is_for():
    without = [
        app.label
        for app in apps.get_app_configs()
        if app.name.startswith("athar.") and not (Path(app.path) / "README.md").exists()
    ]
    assert without == []
