-- Where DatabaseClaimStore of Outboxed keeps large payloads, layout 1, for H2 2.2 and later.
-- Can be run again without harm, and as a Flyway or Liquibase script as it stands.
create table if not exists outbox_claim (
    reference      character varying(36)   not null,
    -- id of the message it belongs to
    message_id     character varying(36)   not null,
    -- when it was put, milliseconds since 1970-01-01 UTC
    created        bigint        not null,
    -- media type of the payload
    content_type   character varying(255)  not null,
    -- 1 if the payload is text, in UTF-8
    is_text        integer       not null,
    content        blob          not null,
    constraint outbox_claim_pk primary key (reference)
);
