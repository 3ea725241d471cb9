-- The tables of Outboxed, layout 1, for MariaDB 10.6 and later.
-- Can be run again without harm, and as a Flyway or Liquibase script as it stands.
-- Names of tables are in lower case everywhere, as MariaDB may take case for a difference.
-- Texts compare by their bytes: with another collation the key 'a' would be the key 'A', or 'a' with a space behind it.

-- The order. The cache is the server's, not the session's, so it does not disturb the order; a crash leaves a gap.
create sequence if not exists outbox_position start with 1 increment by 1 cache 1000 engine = InnoDB;

-- Entries that are ready to go, and nothing else. Rows are inserted and deleted, never updated.
create table if not exists outbox_entry (
    -- slice of keys that one pass owns at a time
    lane           integer       not null,
    -- the order, assigned here
    position       bigint        not null default (next value for outbox_position),
    -- message id, the same however often it is sent
    id             varchar(36)   not null,
    -- where it goes
    destination    varchar(255)  not null,
    -- type of the message
    type           varchar(255)  not null,
    -- ordering key, null for none
    msg_key        varchar(255),
    -- correlation id, null for none
    correlation_id varchar(255),
    -- media type of the payload
    content_type   varchar(255)  not null,
    -- headers as JSON, null for none
    headers        longtext,
    -- 0 to 9
    priority       integer       not null,
    -- when it happened, milliseconds since 1970-01-01 UTC
    occurred       bigint        not null,
    -- failed attempts so far
    attempts       integer       not null,
    -- size of the payload in bytes
    payload_size   integer       not null,
    -- the payload if it is text
    payload_text   longtext,
    -- the payload if it is bytes
    payload_bytes  longblob,
    constraint outbox_entry_pk primary key (lane, position)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- All other entries: those that wait for another attempt, and dead letters.
create table if not exists outbox_parked (
    -- as in outbox_entry, the position included
    lane           integer       not null,
    position       bigint        not null,
    id             varchar(36)   not null,
    destination    varchar(255)  not null,
    type           varchar(255)  not null,
    msg_key        varchar(255),
    correlation_id varchar(255),
    content_type   varchar(255)  not null,
    headers        longtext,
    priority       integer       not null,
    occurred       bigint        not null,
    attempts       integer       not null,
    payload_size   integer       not null,
    payload_text   longtext,
    payload_bytes  longblob,
    -- RETRYING or DEAD
    state          varchar(16)   not null,
    -- when it may go, milliseconds since 1970-01-01 UTC by the database's clock
    due            bigint,
    -- code and class of the last failure
    last_error     varchar(1000),
    constraint outbox_parked_pk primary key (position),
    -- what is due, and the next due time of a lane
    index outbox_parked_due (lane, state, due),
    -- keys that must wait
    index outbox_parked_key (lane, state, msg_key)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- A row per lane: the lock that a pass holds.
create table if not exists outbox_lane (
    -- number of the lane
    lane           integer       not null,
    -- when the next retrying entry of the lane is due, null for none
    next_due       bigint,
    constraint outbox_lane_pk primary key (lane)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
