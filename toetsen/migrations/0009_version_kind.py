from django.db import migrations, models

# Until now the question's own row said what type its versions are of.
FILL_KINDS = """
UPDATE toetsen_questionversion version
SET kind = question.kind
FROM toetsen_question question WHERE question.id = version.question_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('toetsen', '0008_mended_and_corrected'),
    ]

    operations = [
        migrations.AddField(
            model_name='questionversion',
            name='kind',
            field=models.SlugField(default='', max_length=20),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL_KINDS, migrations.RunSQL.noop),
    ]
