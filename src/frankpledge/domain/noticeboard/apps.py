from django.apps import AppConfig


class NoticeboardConfig(AppConfig):
    """Dates and answers for residents."""

    name = "frankpledge.domain.noticeboard"
    label = "noticeboard"
    default_auto_field = "django.db.models.BigAutoField"
