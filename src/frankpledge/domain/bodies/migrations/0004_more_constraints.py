import django.db.models.functions.text
from django.db import migrations, models

import frankpledge.domain.bodies.rules.kinds


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0003_constraints"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                models.F("body"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                name="one_open_seat_of_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="representation_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="representation_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    ("until__isnull", True),
                    ("part", frankpledge.domain.bodies.rules.kinds.Part["REPRESENTATIVE"]),
                ),
                fields=("seat",),
                name="one_open_representative_a_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                fields=("seat", "person"),
                name="one_open_part_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="office_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="office_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                fields=("body", "kind"),
                name="one_open_office_a_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="seatholding_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="seatholding_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True), ("jointly", False)),
                fields=("seat",),
                name="one_open_holder_by_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                fields=("seat", "organisation"),
                name="one_open_holding_a_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="succession_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("predecessor", "successor"),
                name="one_succession_a_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                name="nothing_comes_after_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="terms_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(fields=("body", "version"), name="one_version_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("body", "since"),
                name="one_version_from_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(("quorum__isnull", True), ("quorum__gte", 1), _connector="OR"),
                name="a_quorum_is_somebody",
            ),
        ),
    ]
