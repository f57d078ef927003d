"""What the database itself writes down of each lease, and transactions whose COMMIT is refused, or takes its time."""

# Each claim, and how it ended: `settled` or `handed back` by whoever held it, `lost` when its lease had run out.
LEASES = """
CREATE TABLE chaos_leases (
    delivery_id uuid NOT NULL,
    token uuid NOT NULL,
    taken timestamptz NOT NULL,
    until timestamptz NOT NULL,
    instead_of uuid,
    released timestamptz,
    how text,
    PRIMARY KEY (delivery_id, token)
);
CREATE FUNCTION chaos_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE chaos_leases SET released = loops_now(), how = CASE
        WHEN NEW.lost > OLD.lost THEN 'lost' WHEN NEW.attempts < OLD.attempts THEN 'handed back' ELSE 'settled' END
    WHERE delivery_id = OLD.id AND token = OLD.lease_token;
    IF NEW.lease_token IS NOT NULL THEN
        INSERT INTO chaos_leases VALUES (NEW.id, NEW.lease_token, loops_now(), NEW.lease_until, OLD.lease_token);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER chaos_note AFTER UPDATE OF lease_token ON deliveries FOR EACH ROW
    WHEN (OLD.lease_token IS DISTINCT FROM NEW.lease_token) EXECUTE FUNCTION chaos_note();
"""

# At COMMIT: the event and its deliveries are written by then, and go with the rest. One that lingers is committed
# whether or not somebody is still there to hear of it.
COMMITS = """
CREATE FUNCTION chaos_doom() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_sleep(0.1);
    RAISE EXCEPTION 'doomed';
END $$;
CREATE CONSTRAINT TRIGGER chaos_doom AFTER INSERT ON posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.title LIKE 'doomed%') EXECUTE FUNCTION chaos_doom();
CREATE FUNCTION chaos_linger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_sleep(0.5);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER chaos_linger AFTER INSERT ON posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.title LIKE 'linger%') EXECUTE FUNCTION chaos_linger();
"""
LIVE = """
SELECT count(*) FROM chaos_leases WHERE released IS NULL AND until > loops_now() AND taken > to_timestamp($1::float8)"""
