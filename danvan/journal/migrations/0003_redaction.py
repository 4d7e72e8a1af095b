"""An event may lose its words, and nothing else, once a later event of its chain tells of it."""

from django.db import migrations

FORWARD = """
    DROP TRIGGER journal_event_append_only ON journal_event;
    CREATE TRIGGER journal_event_append_only BEFORE DELETE ON journal_event
        FOR EACH STATEMENT EXECUTE FUNCTION journal_event_refuse();
    CREATE FUNCTION journal_event_only_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.text = '' AND OLD.data @> NEW.data
            AND to_jsonb(NEW) - 'text' - 'data' = to_jsonb(OLD) - 'text' - 'data'
            AND EXISTS (
                SELECT 1 FROM journal_event later
                WHERE later.stream = OLD.stream AND later.subject = OLD.subject AND later.number > OLD.number
                    AND later.verb = 'destroy' AND later.data -> 'redacted' ? OLD.number::text
            )
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'journal_event is append-only: record a correction instead'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE TRIGGER journal_event_only_redacted BEFORE UPDATE ON journal_event
        FOR EACH ROW EXECUTE FUNCTION journal_event_only_redacted();
"""
BACK = """
    DROP TRIGGER journal_event_only_redacted ON journal_event;
    DROP FUNCTION journal_event_only_redacted();
    DROP TRIGGER journal_event_append_only ON journal_event;
    CREATE TRIGGER journal_event_append_only BEFORE UPDATE OR DELETE ON journal_event
        FOR EACH STATEMENT EXECUTE FUNCTION journal_event_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
