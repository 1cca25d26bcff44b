from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "frankpledge.domain.packs"
    label = "packs"
    verbose_name = "Packs"
    default_auto_field = "django.db.models.BigAutoField"
