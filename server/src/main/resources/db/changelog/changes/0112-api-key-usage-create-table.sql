--liquibase formatted sql

--changeset vox:0112-api-key-usage-create-table
create table api_key_usage (
    key_id text not null,
    day date not null,
    requests bigint not null,
    constraint api_key_usage_pkey primary key (key_id, day),
    constraint api_key_usage_key_id_fkey foreign key (key_id) references api_key (id) on delete cascade
);
--rollback drop table api_key_usage;
