import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import elearning.core.clock


class Migration(migrations.Migration):

    dependencies = [
        ('modules', '0013_sensitive_tests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RefresherMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=elearning.core.clock.now)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='refresher_mail', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
