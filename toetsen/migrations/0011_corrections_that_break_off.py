from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('toetsen', '0010_heavy_questions_and_time_limits'),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='correction',
            name='seen_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='correction',
            name='stopped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
