from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    """Residents who asked to be told."""

    name = "frankpledge.domain.subscriptions"
    label = "subscriptions"
    default_auto_field = "django.db.models.BigAutoField"
