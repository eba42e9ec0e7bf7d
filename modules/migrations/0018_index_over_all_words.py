"""Over the words of title and text together, as the search of Wagtail's backend asks for them.

It says that this index is there, but makes none: without it each search reads every entry.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0017_pass_mark_of_a_path"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX modules_all_words ON wagtailsearch_indexentry "
            "USING gin ((title || body))",
            "DROP INDEX modules_all_words",
        )
    ]
