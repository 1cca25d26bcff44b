from django.apps import AppConfig


class DecisionReportsConfig(AppConfig):
    name = "frankpledge.domain.decision_reports"
    label = "decision_reports"
    default_auto_field = "django.db.models.BigAutoField"
