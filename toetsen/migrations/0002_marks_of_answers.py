import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Count, OuterRef, Q, Subquery


def count_possible_points(apps, schema_editor):
    """Until now every question was worth one mark."""
    Attempt = apps.get_model("toetsen", "Attempt")
    AttemptItem = apps.get_model("toetsen", "AttemptItem")
    items = (
        AttemptItem.objects.filter(attempt=OuterRef("pk"))
        .order_by()
        .values("attempt")
        .annotate(number=Count("pk"))
        .values("number")
    )
    Attempt.objects.filter(points__isnull=False).update(max_points=Subquery(items))


class Migration(migrations.Migration):

    dependencies = [("toetsen", "0001_initial")]

    operations = [
        migrations.RenameField("attemptitem", "points", "score"),
        migrations.AlterField(
            "attempt",
            "points",
            models.FloatField(blank=True, help_text="Marks earned.", null=True),
        ),
        migrations.AddField(
            "attempt",
            "max_points",
            models.FloatField(blank=True, help_text="Marks possible.", null=True),
        ),
        migrations.AddField("attemptitem", "max_mark", models.FloatField(default=1.0)),
        migrations.AddField(
            "attemptitem",
            "shown",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            "attemptitem",
            "chosen",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.RunPython(count_possible_points, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "attemptitem",
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
                name="attempt_item_score_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            "attemptitem",
            models.CheckConstraint(
                condition=Q(max_mark__gt=0), name="attempt_item_has_a_mark"
            ),
        ),
    ]
