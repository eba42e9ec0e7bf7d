"""One statement in one question: its names looked up and its rows written by the same function.

Most calls bring one statement that names only what is known; asking for the numbers first was half
of what the database and the web process did for it.
"""

from django.db import migrations

# What a tenant knows of an activity with what is said put over it, as `mentions.merged` does it.
MERGED = """
CREATE FUNCTION xapi_merged(known jsonb, said jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT known || said || coalesce((
        SELECT jsonb_object_agg(part, (known -> part) || (said -> part))
        FROM unnest(ARRAY['name', 'description', 'extensions']) AS part
        WHERE known ? part AND said ? part
    ), '{}')
$$
"""
# The key under which it was stored, 0 when the tenant has that id already, NULL when nothing was
# done because something in it has no number yet or says something new of an activity, and -1 when
# nothing was done because the credential is no longer the one that was `seen` (which version of the row, and where).
STORE_ONE = """
CREATE FUNCTION xapi_store_one(sent json, said text, base bigint, of_tenant uuid, at timestamptz, by_credential bigint, seen text)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    new_key bigint := base | (nextval('xapi_statement_serial') & 1048575);
    one record;
    the_verb bigint;
    the_activity bigint;
    their_agents bigint[];
    their_other_agents bigint[];
    their_activities bigint[];
    their_other_activities bigint[];
BEGIN
    IF seen IS NOT NULL AND NOT EXISTS (
        SELECT FROM xapi_credential
        WHERE id = by_credential AND revoked_at IS NULL AND xmin::text || ctid::text = seen
    ) THEN
        RETURN -1;
    END IF;
    SELECT * INTO one FROM json_to_record(sent) AS x(
        uuid uuid, verb text, activity text, actor uuid, registration uuid, "timestamp" timestamptz,
        agents bytea[], other_agents bytea[], activities text[], other_activities text[],
        definitions json);
    SELECT id INTO the_verb FROM xapi_verb WHERE iri = one.verb;
    SELECT id INTO the_activity FROM xapi_activity WHERE iri = one.activity;
    their_agents := ARRAY(SELECT id FROM xapi_agent WHERE digest = ANY(one.agents));
    their_other_agents := ARRAY(SELECT id FROM xapi_agent WHERE digest = ANY(one.other_agents));
    their_activities := ARRAY(SELECT id FROM xapi_activity WHERE iri = ANY(one.activities));
    their_other_activities := ARRAY(SELECT id FROM xapi_activity WHERE iri = ANY(one.other_activities));
    IF the_verb IS NULL OR (the_activity IS NULL) <> (one.activity IS NULL)
        OR cardinality(their_agents) < cardinality(one.agents)
        OR cardinality(their_other_agents) < cardinality(one.other_agents)
        OR cardinality(their_activities) < cardinality(one.activities)
        OR cardinality(their_other_activities) < cardinality(one.other_activities)
        OR EXISTS (
            SELECT FROM json_each(one.definitions) AS described
            LEFT JOIN xapi_activity a ON a.iri = described.key
            LEFT JOIN xapi_activitydefinition d ON d.activity_id = a.id AND d.tenant = of_tenant
            WHERE d.definition IS NULL
                OR d.definition <> xapi_merged(d.definition, described.value::jsonb))
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO xapi_statementid (tenant, uuid, statement)
    VALUES (of_tenant, one.uuid, new_key) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    INSERT INTO xapi_statement (id, uuid, tenant, verb_id, activity_id, actor, registration,
                                "timestamp", stored, credential_id, body)
    VALUES (new_key, one.uuid, of_tenant, the_verb, the_activity, one.actor, one.registration,
            one."timestamp", at, by_credential, said);
    INSERT INTO xapi_statementagent (agent_id, direct, statement)
    SELECT unnest(their_agents), true, new_key
    UNION ALL SELECT unnest(their_other_agents), false, new_key;
    INSERT INTO xapi_statementactivity (activity_id, direct, statement)
    SELECT unnest(their_activities), true, new_key
    UNION ALL SELECT unnest(their_other_activities), false, new_key;
    RETURN new_key;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("xapi", "0009_wider_reading")]
    operations = [
        migrations.RunSQL(MERGED, "DROP FUNCTION xapi_merged(jsonb, jsonb)"),
        migrations.RunSQL(
            STORE_ONE,
            "DROP FUNCTION xapi_store_one(json, text, bigint, uuid, timestamptz, bigint, text)",
        ),
    ]
