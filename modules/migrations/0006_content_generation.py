"""The database says when published content changed, whoever changes it (ADR 0011)."""

from django.db import migrations, models

TABLES = (
    "wagtailcore_page",
    "wagtailcore_site",
    "wagtailimages_image",
    "wagtaildocs_document",
    "modules_assessmentpage",
    "modules_casepage",
    "modules_caseversion",
    "modules_homepage",
    "modules_infopage",
    "modules_lessonpage",
    "modules_moduleindexpage",
    "modules_modulepage",
    "modules_modulepage_goals",
    "modules_pathindexpage",
    "modules_pathmodule",
    "modules_pathpage",
    "modules_signoff",
    "knowledge_fact",
    "knowledge_fact_goes_with",
    "knowledge_fact_sources",
    "knowledge_glossaryterm",
    "knowledge_glossaryterm_sources",
    "knowledge_helpcontact",
    "knowledge_learninggoal",
    "knowledge_source",
)
# Each transaction writes its own number once, at its commit, so no number ever comes back. Deferred
# to the commit because then it holds every other lock already: two editors cannot wait for each
# other here.
FUNCTION = """
CREATE FUNCTION modules_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO modules_contentgeneration (id, generation)
    VALUES (1, pg_current_xact_id()::text::bigint)
    ON CONFLICT (id) DO UPDATE SET generation = excluded.generation
    WHERE modules_contentgeneration.generation <> excluded.generation;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE CONSTRAINT TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE ON {table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION modules_content_changed()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0005_review_tasks"),
        ("knowledge", "0002_what_expiry_leaves"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [
        migrations.CreateModel(
            name="ContentGeneration",
            fields=[
                (
                    "id",
                    models.SmallIntegerField(
                        default=1, primary_key=True, serialize=False
                    ),
                ),
                ("generation", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION modules_content_changed()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table), f"DROP TRIGGER content_changed ON {table}"
            )
            for table in TABLES
        ),
    ]
