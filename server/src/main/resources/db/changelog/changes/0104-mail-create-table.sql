--liquibase formatted sql

--changeset vox:0104-mail-create-table
create table mail (
    id text not null,
    recipient text not null,
    subject text not null,
    body text,
    status text not null default 'QUEUED',
    attempts smallint not null default 0,
    next_try_at timestamptz not null default vox_now(),
    created_at timestamptz not null default vox_now(),
    sent_at timestamptz,
    constraint mail_pkey primary key (id),
    constraint mail_id_check check (id ~ '^mai_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    constraint mail_recipient_check check (length(recipient) between 3 and 254 and recipient !~ '[[:cntrl:]]'),
    constraint mail_subject_check check (length(subject) between 1 and 200 and subject !~ '[[:cntrl:]]'),
    constraint mail_status_check check (status in ('QUEUED', 'SENT', 'FAILED')),
    constraint mail_queued_check check (status <> 'QUEUED' or body is not null),
    constraint mail_sent_check check ((status = 'SENT') = (sent_at is not null))
);
create index mail_next_try_at_idx on mail (next_try_at) where status = 'QUEUED';
create index mail_body_idx on mail (created_at) where body is not null;
comment on table mail is 'The outbox: what is written here is sent, if need be after days';
comment on column mail.body is 'Sealed with the master key, since it carries links and codes; null = erased';
--rollback drop table mail;
