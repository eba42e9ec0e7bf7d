import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('modules', '0016_handed_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='pathpage',
            name='pass_percentage',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: what each test says itself. Who has begun a test keeps hers.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='pass mark of the tests in percent'),
        ),
    ]
