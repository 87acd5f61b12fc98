-- SPDX-License-Identifier: Apache-2.0
-- A database of schema version 3 as SQLite kept it: every later program has to read it. Once a version
-- with this schema is released, no line of this file changes.
create table schema_version (version bigint not null);
create table organisation (
  id text primary key,
  name text not null,
  kind text not null,
  runs_service bigint not null default 0,
  made_s bigint not null
);
create table account (
  id text primary key,
  organisation text not null references organisation (id),
  login text unique,
  sealed bytea not null,
  roles text not null,
  password text,
  totp bytea,
  totp_step bigint not null default 0,
  wrong_codes bigint not null default 0,
  handle bytea unique,
  made_s bigint not null,
  last_s bigint,
  ended_s bigint
);
create table recovery_code (
  account text not null references account (id),
  hash bytea not null,
  primary key (account, hash)
);
create table passkey (
  id bytea primary key,
  account text not null references account (id),
  name bytea not null,
  algorithm bigint not null,
  public_key bytea not null,
  sign_count bigint not null,
  may_be_backed_up bigint not null,
  is_backed_up bigint not null,
  made_s bigint not null,
  used_s bigint
);
create index passkey_account on passkey (account);
create table session (
  hash bytea primary key,
  id text not null unique,
  account text not null references account (id),
  csrf bytea not null,
  browser bytea not null,
  device bytea not null,
  made_s bigint not null,
  confirmed_at_s bigint not null,
  ends_s bigint not null
);
create index session_account on session (account);
create table invitation (
  hash bytea primary key,
  id text not null unique,
  organisation text references organisation (id),
  name bytea not null,
  roles text not null,
  made_s bigint not null,
  ends_s bigint not null
);
create table subject_key (
  subject text primary key,
  sealed bytea not null
);
create table import (
  id text primary key,
  organisation text not null references organisation (id),
  account text not null references account (id),
  name bytea not null,
  state text not null,
  message text not null,
  postings bigint not null,
  leads bigint not null,
  made_s bigint not null
);
create table lead (
  id text primary key,
  organisation text not null references organisation (id),
  import text not null references import (id),
  tenths bigint not null,
  state text not null,
  version bigint not null,
  assigned text references account (id),
  line bytea not null,
  page bytea not null,
  network bytea not null
);
create index lead_order on lead (organisation, state, tenths, id);
create table contact (
  lead text not null references lead (id),
  number bigint not null,
  organisation text not null references organisation (id),
  name text not null,
  kind text not null,
  value bytea not null,
  postings bigint not null,
  primary key (lead, number)
);
create index contact_name on contact (organisation, name);
create table decision (
  id text primary key,
  lead text not null references lead (id),
  account text not null references account (id),
  kind text not null,
  explanation text not null,
  words bytea not null,
  at_s bigint not null
);
create index decision_lead on decision (lead, at_s);
create table task (
  id text primary key,
  organisation text not null references organisation (id),
  subject text not null,
  lead text references lead (id),
  assigned text references account (id),
  title bytea not null,
  due_s bigint,
  done_s bigint,
  made_s bigint not null
);
create table outbox (
  sequence integer primary key autoincrement,
  subject text not null,
  leaf bytea not null,
  opening bytea not null
);
create index outbox_subject on outbox (subject, sequence);
create table handed_over (
  first_sequence bigint primary key,
  last_sequence bigint not null,
  first_entry bigint not null
);
create table ledger (
  only_one bigint primary key check (only_one = 1),
  verifier text not null
);
create table identity (
  name text primary key,
  account text not null references account (id),
  provider text not null,
  made_s bigint not null,
  used_s bigint
);
create index identity_account on identity (account);
insert into schema_version values (3);
insert into organisation (id, name, kind, made_s) values ('o1', 'An invented hotline', 'hotline', 1790000000);
insert into account (id, organisation, login, sealed, roles, password, made_s, ended_s)
  values ('a1', 'o1', 'login-1', x'00ff01', 'analyst', null, 1790000001, null);
insert into session (hash, id, account, csrf, browser, device, made_s, confirmed_at_s, ends_s)
values (x'01', 's1', 'a1', x'02', x'03', x'04', 1790000002, 1790000002, 1790003600);
insert into subject_key (subject, sealed) values ('i1', x'000102030405060708090a0b0c0d0e0f');
insert into import (id, organisation, account, name, state, message, postings, leads, made_s)
  values ('i1', 'o1', 'a1', x'6e', 'done', '', 20000, 1, 1790000003);
insert into outbox (subject, leaf, opening) values ('i1', x'6c656166', x'00'), ('i1', x'6c656167', x'01');
insert into handed_over (first_sequence, last_sequence, first_entry) values (1, 1, 7);
insert into ledger (only_one, verifier) values (1, 'lodestar.invalid/desk+00000001+invented');
insert into identity (name, account, provider, made_s) values ('000102030405060708090a0b0c0d0e0f', 'a1', 'agency', 1790000004);
