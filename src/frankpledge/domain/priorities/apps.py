from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "frankpledge.domain.priorities"
    label = "priorities"
    default_auto_field = "django.db.models.BigAutoField"
