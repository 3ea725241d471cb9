create table account (id bigint primary key, owner varchar(100) not null, balance bigint not null);
