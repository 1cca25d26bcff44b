import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0002_people_and_holdings"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="body_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="body_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                name="one_open_body_of_a_name",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["kind", "subject"], name="corrections_of_a_row"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_correction_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="organisation_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="organisation_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                name="one_open_organisation_of_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="capacity_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="capacity_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="capacity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                fields=("organisation",),
                name="one_open_capacity_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="person_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("workspace", "user"),
                name="one_person_an_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("withdrawn_at__isnull", True), models.Q(("email", ""), _negated=True)),
                name="one_person_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="post_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="post_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("until__isnull", True)),
                fields=("person", "organisation"),
                name="one_open_post_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="seat_is_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("since__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="seat_ends_after_it_begins",
            ),
        ),
    ]
