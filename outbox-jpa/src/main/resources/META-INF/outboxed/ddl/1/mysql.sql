-- The tables of Outboxed, layout 1, for MySQL 8.0.17 and later.
-- Not run by the tests of Outboxed. Can be run again without harm, and as a Flyway or Liquibase script as it stands.
-- Names of tables are in lower case everywhere, as MySQL may take case for a difference.
-- Texts compare by their bytes: with another collation the key 'a' would be the key 'A', or 'a' with a space behind it.

-- Entries that are ready to go, and nothing else. Rows are inserted and deleted, never updated.
create table if not exists outbox_entry (
    -- slice of keys that one pass owns at a time
    lane           integer      not null,
    -- the order, assigned here
    position       bigint       not null auto_increment,
    -- message id, the same however often it is sent
    id             varchar(36)  not null,
    -- 1 if the caller gave the id, so that outbox_id remembers it
    id_claimed     integer      not null,
    -- where it goes
    destination    varchar(255) not null,
    -- type of the message
    type           varchar(255) not null,
    -- ordering key, null for none
    msg_key        varchar(255),
    -- correlation id, null for none
    correlation_id varchar(255),
    -- media type of the payload
    content_type   varchar(255) not null,
    -- headers as JSON, null for none
    headers        longtext,
    -- 0 to 9
    priority       integer      not null,
    -- when it happened, milliseconds since 1970-01-01 UTC
    occurred       bigint       not null,
    -- when it is dropped unsent, as occurred but by the database's clock, null for never
    expires        bigint,
    -- failed attempts so far
    attempts       integer      not null,
    -- size of the payload in bytes
    payload_size   integer      not null,
    -- the payload if it is text
    payload_text   longtext,
    -- the payload if it is bytes
    payload_bytes  longblob,
    constraint outbox_entry_pk primary key (lane, position),
    -- what numbers itself must lead a key
    unique index outbox_entry_position (position)
) engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin;

-- All other entries: those that wait for something, dead letters, and delivered ones where a retention is set.
create table if not exists outbox_parked (
    -- as in outbox_entry
    lane           integer      not null,
    -- as in outbox_entry; null as long as the entry is scheduled
    position       bigint,
    id             varchar(36)  not null,
    id_claimed     integer      not null,
    destination    varchar(255) not null,
    type           varchar(255) not null,
    msg_key        varchar(255),
    correlation_id varchar(255),
    content_type   varchar(255) not null,
    headers        longtext,
    priority       integer      not null,
    occurred       bigint       not null,
    expires        bigint,
    attempts       integer      not null,
    payload_size   integer      not null,
    payload_text   longtext,
    payload_bytes  longblob,
    -- SCHEDULED, RETRYING, WAITING, DEAD, HOLDING (dead, and its key waits), DELIVERED or EXPIRED
    state          varchar(16)  not null,
    -- when it may go, or was buried, or may be purged: milliseconds since 1970-01-01 UTC by the database's clock
    due            bigint,
    -- code and class of the last failure
    last_error     varchar(1000),
    constraint outbox_parked_pk primary key (id),
    -- what is due, and dead letters by time
    index outbox_parked_due (lane, state, due, id),
    -- keys that must wait
    index outbox_parked_key (msg_key, lane, state, position)
) engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin;

-- A row per lane: the lock that a pass holds.
create table if not exists outbox_lane (
    -- number of the lane
    lane           integer      not null,
    -- when the next retrying entry of the lane is due, null for none
    next_due       bigint,
    -- when its waiting entries are to be looked at, null for never
    release_due    bigint,
    -- 1 if parked entries hold up later ones of their keys
    has_parked     integer,
    -- what is being sent by a process that has a reason to be careful, and how many have died over it
    flight_first   bigint,
    flight_last    bigint,
    flight_deaths  integer,
    flight_since   bigint,
    constraint outbox_lane_pk primary key (lane)
) engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin;

-- Message ids that callers gave, so that a second one is noticed.
create table if not exists outbox_id (
    id             varchar(36)  not null,
    -- when it may be forgotten, null as long as its entry is here
    forget         bigint,
    constraint outbox_id_pk primary key (id),
    index outbox_id_forget (forget)
) engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin;

-- A row per slice of keys: the lock of strict keys.
create table if not exists outbox_key (
    slot           integer      not null,
    constraint outbox_key_pk primary key (slot)
) engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin;

-- Destinations that an operator has paused; * stands for all.
create table if not exists outbox_pause (
    destination    varchar(255) not null,
    -- since when
    since          bigint       not null,
    constraint outbox_pause_pk primary key (destination)
) engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin;

-- Messages that a consumer has worked on, so that a second delivery is noticed.
create table if not exists outbox_inbox (
    -- which message; the first column of the key, so that a purge finds its rows by it
    message_id     varchar(255) not null,
    -- which consumer
    consumer       varchar(100) not null,
    -- when, milliseconds since 1970-01-01 UTC by the database's clock
    received       bigint       not null,
    constraint outbox_inbox_pk primary key (message_id, consumer),
    -- what may be purged
    index outbox_inbox_received (received)
) engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin;
