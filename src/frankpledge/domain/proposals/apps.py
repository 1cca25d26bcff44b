from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "frankpledge.domain.proposals"
    label = "proposals"
    verbose_name = "Proposals"
