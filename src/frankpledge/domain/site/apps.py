from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The public site."""

    name = "frankpledge.domain.site"
    label = "site"
