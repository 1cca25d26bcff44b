"""What can be found, what is due to be read again, and how often a workspace's index was written."""

from __future__ import annotations

from django.db import models

from frankpledge.ground.accounts.models import Workspace

LONGEST_KIND, LONGEST_IDENTIFIER, LONGEST_TITLE, LONGEST_ADDRESS = 100, 200, 300, 700


class Entry(models.Model):
    """One thing that can be found: a copy of its words, which is thrown away and made again at any time.

    The engine of the database keeps its own index beside this table (migration 0001). Who may find it follows from its
    kind, when it is asked for.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=LONGEST_KIND)
    about = models.CharField(max_length=LONGEST_IDENTIFIER)
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(blank=True)
    href = models.CharField(max_length=LONGEST_ADDRESS)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("workspace", "kind", "about"), name="search_one_entry_of_a_thing"),
        )
        ordering = ("workspace", "kind", "about")

    def __str__(self) -> str:
        return self.title


class Due(models.Model):
    """A thing, or all of a kind where `about` is empty, to be read again. Noted in the transaction that changed it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=LONGEST_KIND)
    about = models.CharField(max_length=LONGEST_IDENTIFIER, blank=True)

    class Meta:
        ordering = ("workspace", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.about}".strip()


class Turn(models.Model):
    """How often a workspace's index was written: whoever read before another wrote must read again."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, primary_key=True, related_name="+")
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.workspace}, written {self.number} times"
