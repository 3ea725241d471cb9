create table if not exists PLACED_ORDER (ID varchar(36) not null primary key, CUSTOMER varchar(255) not null, ITEM varchar(255) not null);
create table if not exists SHIPMENT (ORDER_ID varchar(36) not null primary key);
