-- SPDX-FileCopyrightText: 2026 The Fanlight developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- An outbox for fanlightd --source 'postgres://…/app?table=fanlight_outbox', in PostgreSQL 12 or newer. docs/sources.md tells
-- of it. Names and types are yours, as long as these columns are there; body, message_id and the others may be jsonb or uuid.
CREATE TABLE fanlight_outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    body text NOT NULL,                 -- the JSON of POST /api/publish, or raw data with fan_user
    fan_user text,                      -- whose the raw data is; '': everybody's
    fan_type text,
    fan_event text,
    message_id text,                    -- by which it is known; without it, its id
    tries integer NOT NULL DEFAULT 0,   -- the rest is the hub's
    taken_by integer,
    taken_until timestamptz
);
CREATE TABLE fanlight_outbox_dead (
    dead_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id bigint NOT NULL,
    body text NOT NULL,
    fan_user text,
    fan_type text,
    fan_event text,
    message_id text,
    tries integer NOT NULL,
    reason text NOT NULL,
    died_at timestamptz NOT NULL
);
-- Tells the hub at once. Without it, or where many transactions at a time add rows, it looks every second.
CREATE FUNCTION fanlight_outbox_tell() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NOTIFY fanlight_outbox; RETURN NULL; END $$;
CREATE TRIGGER fanlight_outbox_tell AFTER INSERT ON fanlight_outbox
    FOR EACH STATEMENT EXECUTE FUNCTION fanlight_outbox_tell();
