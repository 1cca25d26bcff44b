"""A strategy, what was written in it, who was consulted and signed up, its lines of work and its reviews."""

from django.db import models
from django.db.models import Q

from frankpledge.domain.bodies.models import Kept, Organisation
from frankpledge.domain.duties.models import DutyEvent
from frankpledge.domain.serious_violence.rules import Done, Sort
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Paper


class Strategy(Kept):
    """The serious violence strategy of an area. `none` are the sorts of authority of which the area has none.

    `event`: what its beginning started among the duties, which its own records prove.
    """

    title = models.CharField(max_length=300)
    starts = models.DateField()
    none = models.JSONField(default=list)
    address = models.CharField(max_length=300, blank=True, help_text="Where it can be read.")
    published_on = models.DateField(null=True, blank=True)
    event = models.OneToOneField(DutyEvent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    paper = models.OneToOneField(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="serious_violence_strategy"
    )

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-starts"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "title"], condition=Q(withdrawn_at__isnull=True), name="one_strategy_of_a_title"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(address=""), name="what_is_published_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Part(Kept):
    """What an item said from a moment on. None is changed: the next one follows it."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="parts")
    item = models.CharField(max_length=40)
    words = models.TextField()

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["recorded_at"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="a_part_of_a_strategy_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.strategy}: {self.item}"


class Consulted(Kept):
    """One authority that was consulted: when, what it answered, and what was made of that."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="consulted")
    sort = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Sort])
    name = models.CharField(max_length=300)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    used = models.TextField(blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["sort", "name"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["strategy", "name"], name="an_authority_is_consulted_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="an_answer_of_an_authority_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Served(Kept):
    """One partnership that the strategy serves, by name, and when and by whose hand it signed up.

    `partner`: its own workspace, where it works on this installation and signs up itself.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="served")
    name = models.CharField(max_length=300)
    partner = models.ForeignKey(Workspace, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["name"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["strategy", "name"], name="a_partnership_is_served_once"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_by="") | Q(signed_on__isnull=False) & ~Q(signed_by=""),
                name="a_partnership_signs_up_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignUp(Kept):
    """That a partnership said, in its own workspace, that another's strategy is its own too.

    `title`, `holder` and `edition` are kept as they stood when it signed: what changes there changes nothing here.
    """

    served = models.OneToOneField(Served, on_delete=models.PROTECT, related_name="sign_up")
    title = models.CharField(max_length=300)
    holder = models.CharField(max_length=300)
    edition = models.PositiveIntegerField()
    signed_on = models.DateField()
    signed_by = models.CharField(max_length=300)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-signed_on"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=~Q(signed_by=""), name="one_signs_up_by_somebodys_hand"),
        ]

    def __str__(self) -> str:
        return self.title


class Line(Kept):
    """One line of the work plan of a year, how far it came, and what came of it."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="lines")
    year = models.CharField(max_length=7)
    words = models.CharField(max_length=300)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True, blank=True)
    done = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Done], default=Done.OPEN)
    effect = models.CharField(max_length=300, blank=True, help_text="What came of it, and how that is known.")

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-year", "recorded_at"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=Q(done="open") | ~Q(effect=""), name="what_a_line_did_is_said"),
        ]

    def __str__(self) -> str:
        return self.words


class Look(Kept):
    """One review of a strategy: what came of it, and what is to be revised."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="looks")
    on = models.DateField()
    effect = models.TextField()
    revise = models.TextField(blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-on"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=~Q(effect=""), name="a_review_of_a_strategy_says_what_came_of_it"),
        ]

    def __str__(self) -> str:
        return f"{self.strategy}, reviewed on {self.on}"
