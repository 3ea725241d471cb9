-- The tables of Outboxed, layout 1, for Oracle Database 19c and later.
-- Not run by the tests of Outboxed. Can be run once, and as a Flyway or Liquibase script as it stands.

-- The order. With "order" the instances of a cluster number from one range; its cache is the instance's, not the session's.
create sequence outbox_position start with 1 increment by 1 cache 1000 order;

-- Entries that are ready to go, and nothing else. Rows are inserted and deleted, never updated.
create table outbox_entry (
    -- slice of keys that one pass owns at a time
    lane           number(10)         not null,
    -- the order, assigned here
    position       number(19)         default outbox_position.nextval not null,
    -- message id, the same however often it is sent
    id             varchar2(36 char)  not null,
    -- 1 if the caller gave the id, so that outbox_id remembers it
    id_claimed     number(10)         not null,
    -- where it goes
    destination    varchar2(255 char) not null,
    -- type of the message
    type           varchar2(255 char) not null,
    -- ordering key, null for none
    msg_key        varchar2(255 char),
    -- correlation id, null for none
    correlation_id varchar2(255 char),
    -- media type of the payload
    content_type   varchar2(255 char) not null,
    -- headers as JSON, null for none
    headers        clob,
    -- 0 to 9
    priority       number(10)         not null,
    -- when it happened, milliseconds since 1970-01-01 UTC
    occurred       number(19)         not null,
    -- when it is dropped unsent, as occurred but by the database's clock, null for never
    expires        number(19),
    -- failed attempts so far
    attempts       number(10)         not null,
    -- size of the payload in bytes
    payload_size   number(10)         not null,
    -- the payload if it is text
    payload_text   clob,
    -- the payload if it is bytes
    payload_bytes  blob,
    constraint outbox_entry_pk primary key (lane, position)
);

-- All other entries: those that wait for something, dead letters, and delivered ones where a retention is set.
create table outbox_parked (
    -- as in outbox_entry
    lane           number(10)         not null,
    -- as in outbox_entry; null as long as the entry is scheduled
    position       number(19),
    id             varchar2(36 char)  not null,
    id_claimed     number(10)         not null,
    destination    varchar2(255 char) not null,
    type           varchar2(255 char) not null,
    msg_key        varchar2(255 char),
    correlation_id varchar2(255 char),
    content_type   varchar2(255 char) not null,
    headers        clob,
    priority       number(10)         not null,
    occurred       number(19)         not null,
    expires        number(19),
    attempts       number(10)         not null,
    payload_size   number(10)         not null,
    payload_text   clob,
    payload_bytes  blob,
    -- SCHEDULED, RETRYING, WAITING, DEAD, HOLDING (dead, and its key waits), DELIVERED or EXPIRED
    state          varchar2(16 char)  not null,
    -- when it may go, or was buried, or may be purged: milliseconds since 1970-01-01 UTC by the database's clock
    due            number(19),
    -- code and class of the last failure
    last_error     varchar2(1000 char),
    constraint outbox_parked_pk primary key (id)
);

-- What is due, and dead letters by time.
create index outbox_parked_due on outbox_parked (lane, state, due, id);

-- Keys that must wait.
create index outbox_parked_key on outbox_parked (msg_key, lane, state, position);

-- A row per lane: the lock that a pass holds.
create table outbox_lane (
    -- number of the lane
    lane           number(10)         not null,
    -- when the next retrying entry of the lane is due, null for none
    next_due       number(19),
    -- when its waiting entries are to be looked at, null for never
    release_due    number(19),
    -- 1 if parked entries hold up later ones of their keys
    has_parked     number(10),
    -- what is being sent by a process that has a reason to be careful, and how many have died over it
    flight_first   number(19),
    flight_last    number(19),
    flight_deaths  number(10),
    flight_since   number(19),
    constraint outbox_lane_pk primary key (lane)
);

-- Message ids that callers gave, so that a second one is noticed.
create table outbox_id (
    id             varchar2(36 char)  not null,
    -- when it may be forgotten, null as long as its entry is here
    forget         number(19),
    constraint outbox_id_pk primary key (id)
);

-- What may be forgotten.
create index outbox_id_forget on outbox_id (forget);

-- A row per slice of keys: the lock of strict keys.
create table outbox_key (
    slot           number(10)         not null,
    constraint outbox_key_pk primary key (slot)
);

-- Destinations that an operator has paused; * stands for all.
create table outbox_pause (
    destination    varchar2(255 char) not null,
    -- since when
    since          number(19)         not null,
    constraint outbox_pause_pk primary key (destination)
);

-- Messages that a consumer has worked on, so that a second delivery is noticed.
create table outbox_inbox (
    -- which message; the first column of the key, so that a purge finds its rows by it
    message_id     varchar2(255 char) not null,
    -- which consumer
    consumer       varchar2(100 char) not null,
    -- when, milliseconds since 1970-01-01 UTC by the database's clock
    received       number(19)         not null,
    constraint outbox_inbox_pk primary key (message_id, consumer)
);

-- What may be purged.
create index outbox_inbox_received on outbox_inbox (received);
