from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "frankpledge.domain.matters"
    label = "matters"
    verbose_name = "Matters before a meeting"
