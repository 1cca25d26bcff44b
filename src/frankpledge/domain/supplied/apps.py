from django.apps import AppConfig


class SuppliedConfig(AppConfig):
    name = "frankpledge.domain.supplied"
    label = "supplied"
    default_auto_field = "django.db.models.BigAutoField"
