from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "frankpledge.domain.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"
