from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "athar.web.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"
