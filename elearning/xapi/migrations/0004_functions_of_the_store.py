"""Storing and numbering as functions: PostgreSQL plans them once per connection, not per call.

Planning and parsing these two took longer than running them.
"""

from django.db import migrations

# The ids of verbs (1), activities (2) and agents (3), and what a tenant knows of the activities
# that are described anew (4).
NUMBERS = """
CREATE FUNCTION xapi_numbers(verbs text[], activities text[], agents bytea[], of_tenant uuid, described text[])
RETURNS TABLE (kind int, key bigint, name text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT 1, v.id, v.iri::text FROM xapi_verb v WHERE v.iri = ANY(verbs)
    UNION ALL SELECT 2, a.id, a.iri::text FROM xapi_activity a WHERE a.iri = ANY(activities)
    UNION ALL SELECT 3, g.id, g.ifi FROM xapi_agent g WHERE g.digest = ANY(agents);
    IF cardinality(described) > 0 THEN
        RETURN QUERY
        SELECT 4, d.activity_id, d.definition::text
        FROM xapi_activity a JOIN xapi_activitydefinition d ON d.activity_id = a.id
        WHERE a.iri = ANY(described) AND d.tenant = of_tenant;
    END IF;
END $$
"""
# One INSERT for a whole batch, with all by which its statements are found; gives those that are new.
# The serial number is drawn in the order of the batch, ids are taken in the order of their value:
# that is what keeps overlapping batches from waiting for each other in a circle.
STORE = """
CREATE FUNCTION xapi_store(sent json, base bigint, of_tenant uuid, at timestamptz, by_credential bigint)
RETURNS TABLE (uuid uuid, statement bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH input AS MATERIALIZED (
        SELECT x.*, base | (nextval('xapi_statement_serial') & 1048575) AS key
        FROM json_to_recordset(sent) AS x(
            uuid uuid, verb bigint, activity bigint, actor uuid, registration uuid,
            "timestamp" timestamptz, body json, agents bigint[], other_agents bigint[],
            activities bigint[], other_activities bigint[])
    ), fresh AS (
        INSERT INTO xapi_statementid (tenant, uuid, statement)
        SELECT of_tenant, uuid, key FROM input ORDER BY input.uuid
        ON CONFLICT DO NOTHING RETURNING uuid, statement
    ), kept AS (
        INSERT INTO xapi_statement (id, uuid, tenant, verb_id, activity_id, actor, registration,
                                    "timestamp", stored, credential_id, body)
        SELECT statement, uuid, of_tenant, verb, activity, actor, registration, "timestamp",
               at, by_credential, body::text
        FROM fresh JOIN input USING (uuid)
    ), agents AS (
        INSERT INTO xapi_statementagent (agent_id, direct, statement)
        SELECT unnest(agents), true, statement FROM fresh JOIN input USING (uuid)
        UNION ALL SELECT unnest(other_agents), false, statement FROM fresh JOIN input USING (uuid)
    ), activities AS (
        INSERT INTO xapi_statementactivity (activity_id, direct, statement)
        SELECT unnest(activities), true, statement FROM fresh JOIN input USING (uuid)
        UNION ALL SELECT unnest(other_activities), false, statement FROM fresh JOIN input USING (uuid)
    )
    SELECT f.uuid, f.statement FROM fresh f;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("xapi", "0003_care")]
    operations = [
        migrations.RunSQL(
            NUMBERS,
            "DROP FUNCTION xapi_numbers(text[], text[], bytea[], uuid, text[])",
        ),
        migrations.RunSQL(
            STORE, "DROP FUNCTION xapi_store(json, bigint, uuid, timestamptz, bigint)"
        ),
    ]
