from django.db import migrations, models

# What is busy began with the limit that its test has now, as far as anybody can tell.
FILL_LIMITS = """
UPDATE toetsen_attempt attempt
SET time_limit = assessment.time_limit
FROM toetsen_assessment assessment
WHERE assessment.id = attempt.assessment_id AND attempt.state = 'busy'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('toetsen', '0009_version_kind'),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='heavy',
            field=models.ManyToManyField(blank=True, help_text='Of a sensitive test: in whose place another may be chosen (ADR 0043).', related_name='heavy_in', to='toetsen.question'),
        ),
        migrations.AddField(
            model_name='attempt',
            name='time_limit',
            field=models.PositiveSmallIntegerField(blank=True, help_text='In minutes, of the test as it was then; extra time is a part of this.', null=True),
        ),
        migrations.RunSQL(FILL_LIMITS, migrations.RunSQL.noop),
    ]
