from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "frankpledge.domain.plans"
    label = "plans"
    verbose_name = "Plans"
