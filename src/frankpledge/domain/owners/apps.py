from django.apps import AppConfig


class OwnersConfig(AppConfig):
    name = "frankpledge.domain.owners"
    label = "owners"
    default_auto_field = "django.db.models.BigAutoField"
