from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "frankpledge.domain.comparisons"
    label = "comparisons"
