"""Runs of jobs."""

from __future__ import annotations

import uuid

from django.db import models

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.jobs.rules import State

STATES = [(state.value, state.label) for state in State]


class JobRun(models.Model):
    """One run of one job: what was asked, how far it is, what came of it.

    Without a workspace it is the installation's own work (loading open data, for one). `progress` goes from 0 to 1;
    `due_on` is the day of a run that began by its timetable.
    `result` is what the page shows at the end; `error` is a sentence for the reader, never a traceback.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, null=True, blank=True, related_name="job_runs")
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default=State.WAITING)
    progress = models.FloatField(default=0)
    doing = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="job_runs")
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(progress__gte=0, progress__lte=1), name="jobs_progress_is_a_share"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="jobs_run_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.WAITING, began_at__isnull=True)
                | (~models.Q(state=State.WAITING) & models.Q(began_at__isnull=False)),
                name="jobs_begun_has_a_beginning",
            ),
            models.UniqueConstraint(
                fields=("name", "due_on"), condition=models.Q(due_on__isnull=False), name="jobs_one_run_of_a_day"
            ),
        )
        indexes = (models.Index(fields=("state", "asked_at"), name="jobs_next_to_run"),)
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.title
