from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('toetsen', '0011_corrections_that_break_off'),
    ]

    operations = [
        migrations.AddField(
            model_name='attempt',
            name='pass_percentage',
            field=models.PositiveSmallIntegerField(blank=True, help_text='What it took to pass then; empty: begun before this was kept.', null=True),
        ),
    ]
