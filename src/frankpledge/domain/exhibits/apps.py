from django.apps import AppConfig


class ExhibitsConfig(AppConfig):
    name = "frankpledge.domain.exhibits"
    label = "exhibits"
    default_auto_field = "django.db.models.BigAutoField"
