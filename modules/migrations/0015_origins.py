import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('modules', '0014_refresher_mail'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('copy', 'a copy'), ('translation', 'a translation')], max_length=12)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='origin', to='wagtailcore.page')),
                ('seen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('page', models.F('source')), _negated=True), name='origin_is_another_page')],
            },
        ),
    ]
