-- SPDX-License-Identifier: Apache-2.0
-- Which ledger the outbox is handed to: one that has another key is never given a part of it.

-- up
create table ledger (
  only_one bigint primary key check (only_one = 1),
  verifier text not null
);

-- down
drop table ledger;
