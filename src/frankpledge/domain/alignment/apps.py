from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    name = "frankpledge.domain.alignment"
    label = "alignment"
    default_auto_field = "django.db.models.BigAutoField"
