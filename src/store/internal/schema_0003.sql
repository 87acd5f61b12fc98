-- SPDX-License-Identifier: Apache-2.0
-- Who signs in with a provider of her organisation. The name is that of issuer and subject under the
-- service's key (Vault::name_of): neither is kept. The provider is the settings' word for it.

-- up
create table identity (
  name text primary key,
  account text not null references account (id),
  provider text not null,
  made_s bigint not null,
  used_s bigint
);
create index identity_account on identity (account);
-- Messages are sealed from here on: those that were not may repeat what stood in a file.
update import set message = '';

-- down
drop table identity;
