"""SQL for tables that only grow: changes are refused, and a reader can wait for the writers before it.

A serial number is handed out before its row is committed, so "all rows up to number N" may still gain rows.
Writers therefore hold a shared lock until they commit (taken by a trigger, no extra round trip); whoever
wants to close a range takes the same lock alone for a moment, reads the last number, and lets go.
"""


def triggers(table: str, lock: int) -> str:
    """SQL that makes `table` append-only and its writers hold advisory lock number `lock`."""
    return f"""
        CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{table} is append-only: record a correction instead'
                USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();
        CREATE FUNCTION {table}_hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock_shared({lock});
            RETURN NULL;
        END $$;
        CREATE TRIGGER {table}_hold BEFORE INSERT ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_hold();
    """


def drop_triggers(table: str) -> str:
    """SQL that takes `triggers` back."""
    return f"""
        DROP TRIGGER {table}_append_only ON {table};
        DROP TRIGGER {table}_hold ON {table};
        DROP FUNCTION {table}_refuse();
        DROP FUNCTION {table}_hold();
    """
