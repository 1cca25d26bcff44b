from django.apps import AppConfig


class WorkPlansConfig(AppConfig):
    name = "frankpledge.domain.work_plans"
    label = "work_plans"
    default_auto_field = "django.db.models.BigAutoField"
