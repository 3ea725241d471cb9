-- The tables of Outboxed, layout 1, for SQL Server 2019 and later.
-- Not run by the tests of Outboxed. Can be run again without harm, and as a Flyway or Liquibase script as it stands.
-- The database must have read_committed_snapshot on: else passes and publishers wait for each other.
-- Texts compare by their code points. SQL Server does not tell 'a' from 'a' with a space behind it: such keys wait for
-- each other, and such message ids are one.

-- The order. The cache is the server's, not the session's, so it does not disturb the order; a crash leaves a gap.
if object_id(N'outbox_position', N'SO') is null
create sequence outbox_position as bigint start with 1 increment by 1 cache 1000;

-- Entries that are ready to go, and nothing else. Rows are inserted and deleted, never updated.
if object_id(N'outbox_entry', N'U') is null
create table outbox_entry (
    -- slice of keys that one pass owns at a time
    lane           int                                           not null,
    -- the order, assigned here. No identity, because entries come back with the position that they had
    position       bigint                                        not null constraint outbox_entry_position default (next value for outbox_position),
    -- message id, the same however often it is sent
    id             nvarchar(36) collate Latin1_General_100_BIN2  not null,
    -- 1 if the caller gave the id, so that outbox_id remembers it
    id_claimed     int                                           not null,
    -- where it goes
    destination    nvarchar(255) collate Latin1_General_100_BIN2 not null,
    -- type of the message
    type           nvarchar(255) collate Latin1_General_100_BIN2 not null,
    -- ordering key, null for none
    msg_key        nvarchar(255) collate Latin1_General_100_BIN2,
    -- correlation id, null for none
    correlation_id nvarchar(255) collate Latin1_General_100_BIN2,
    -- media type of the payload
    content_type   nvarchar(255) collate Latin1_General_100_BIN2 not null,
    -- headers as JSON, null for none
    headers        nvarchar(max),
    -- 0 to 9
    priority       int                                           not null,
    -- when it happened, milliseconds since 1970-01-01 UTC
    occurred       bigint                                        not null,
    -- when it is dropped unsent, as occurred but by the database's clock, null for never
    expires        bigint,
    -- failed attempts so far
    attempts       int                                           not null,
    -- size of the payload in bytes
    payload_size   int                                           not null,
    -- the payload if it is text
    payload_text   nvarchar(max),
    -- the payload if it is bytes
    payload_bytes  varbinary(max),
    constraint outbox_entry_pk primary key (lane, position)
);

-- All other entries: those that wait for something, dead letters, and delivered ones where a retention is set.
if object_id(N'outbox_parked', N'U') is null
create table outbox_parked (
    -- as in outbox_entry
    lane           int                                           not null,
    -- as in outbox_entry; null as long as the entry is scheduled
    position       bigint,
    id             nvarchar(36) collate Latin1_General_100_BIN2  not null,
    id_claimed     int                                           not null,
    destination    nvarchar(255) collate Latin1_General_100_BIN2 not null,
    type           nvarchar(255) collate Latin1_General_100_BIN2 not null,
    msg_key        nvarchar(255) collate Latin1_General_100_BIN2,
    correlation_id nvarchar(255) collate Latin1_General_100_BIN2,
    content_type   nvarchar(255) collate Latin1_General_100_BIN2 not null,
    headers        nvarchar(max),
    priority       int                                           not null,
    occurred       bigint                                        not null,
    expires        bigint,
    attempts       int                                           not null,
    payload_size   int                                           not null,
    payload_text   nvarchar(max),
    payload_bytes  varbinary(max),
    -- SCHEDULED, RETRYING, WAITING, DEAD, HOLDING (dead, and its key waits), DELIVERED or EXPIRED
    state          nvarchar(16) collate Latin1_General_100_BIN2  not null,
    -- when it may go, or was buried, or may be purged: milliseconds since 1970-01-01 UTC by the database's clock
    due            bigint,
    -- code and class of the last failure
    last_error     nvarchar(1000) collate Latin1_General_100_BIN2,
    constraint outbox_parked_pk primary key (id)
);

-- What is due, and dead letters by time.
if indexproperty(object_id(N'outbox_parked'), N'outbox_parked_due', N'IndexID') is null
create index outbox_parked_due on outbox_parked (lane, state, due, id);

-- Keys that must wait.
if indexproperty(object_id(N'outbox_parked'), N'outbox_parked_key', N'IndexID') is null
create index outbox_parked_key on outbox_parked (msg_key, lane, state, position);

-- A row per lane: the lock that a pass holds.
if object_id(N'outbox_lane', N'U') is null
create table outbox_lane (
    -- number of the lane
    lane           int                                           not null,
    -- when the next retrying entry of the lane is due, null for none
    next_due       bigint,
    -- when its waiting entries are to be looked at, null for never
    release_due    bigint,
    -- 1 if parked entries hold up later ones of their keys
    has_parked     int,
    -- what is being sent by a process that has a reason to be careful, and how many have died over it
    flight_first   bigint,
    flight_last    bigint,
    flight_deaths  int,
    flight_since   bigint,
    constraint outbox_lane_pk primary key (lane)
);

-- Message ids that callers gave, so that a second one is noticed.
if object_id(N'outbox_id', N'U') is null
create table outbox_id (
    id             nvarchar(36) collate Latin1_General_100_BIN2  not null,
    -- when it may be forgotten, null as long as its entry is here
    forget         bigint,
    constraint outbox_id_pk primary key (id)
);

-- What may be forgotten.
if indexproperty(object_id(N'outbox_id'), N'outbox_id_forget', N'IndexID') is null
create index outbox_id_forget on outbox_id (forget);

-- A row per slice of keys: the lock of strict keys.
if object_id(N'outbox_key', N'U') is null
create table outbox_key (
    slot           int                                           not null,
    constraint outbox_key_pk primary key (slot)
);

-- Destinations that an operator has paused; * stands for all.
if object_id(N'outbox_pause', N'U') is null
create table outbox_pause (
    destination    nvarchar(255) collate Latin1_General_100_BIN2 not null,
    -- since when
    since          bigint                                        not null,
    constraint outbox_pause_pk primary key (destination)
);

-- Messages that a consumer has worked on, so that a second delivery is noticed.
if object_id(N'outbox_inbox', N'U') is null
create table outbox_inbox (
    -- which message; the first column of the key, so that a purge finds its rows by it
    message_id     nvarchar(255) collate Latin1_General_100_BIN2 not null,
    -- which consumer
    consumer       nvarchar(100) collate Latin1_General_100_BIN2 not null,
    -- when, milliseconds since 1970-01-01 UTC by the database's clock
    received       bigint                                        not null,
    constraint outbox_inbox_pk primary key (message_id, consumer)
);

-- What may be purged.
if indexproperty(object_id(N'outbox_inbox'), N'outbox_inbox_received', N'IndexID') is null
create index outbox_inbox_received on outbox_inbox (received);
