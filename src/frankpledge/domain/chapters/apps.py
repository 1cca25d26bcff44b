from django.apps import AppConfig


class ChaptersConfig(AppConfig):
    name = "frankpledge.domain.chapters"
    label = "chapters"
    verbose_name = "Chapters"
