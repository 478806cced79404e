-- What the server keeps. The code decides; what follows refuses what the code would miss: a key twice, a balance or a stock below
-- its least, an entry that says another balance than its account's, a revision that skips or repeats, and any change of what is written.
-- two servers that start at once
select pg_advisory_xact_lock(7236);

create table if not exists settings (name text primary key, value text not null);

create table if not exists programs (
  id text primary key,
  versions json not null,
  etag text not null
);

create table if not exists merchants (
  id text primary key,
  program text not null references programs,
  revision bigint not null check (revision >= 0),
  head json not null, -- the record without its log and its state
  held json not null, -- the state the log has come to
  entries bigint not null default 0 check (entries >= 0), -- how many are posted
  due_at timestamptz -- when something follows from time alone
);
-- the transaction that has added the merchant: in it alone an account may open with a balance
alter table merchants add column if not exists added xid8 not null default pg_current_xact_id();
create index if not exists merchants_due on merchants (due_at, id);

create table if not exists facts (
  merchant text not null references merchants,
  id text not null,
  revision bigint not null,
  type text not null,
  at timestamptz not null,
  seen timestamptz not null,
  about text, -- the fact or the redemption that it refers to
  body json not null,
  primary key (merchant, id)
);
create index if not exists facts_counted on facts (merchant, at) where type not like 'tk.%';
create index if not exists facts_arrived on facts (merchant, seen) where type not like 'tk.%';
create index if not exists facts_about on facts (merchant, about) where about is not null;

create table if not exists accounts (
  merchant text not null references merchants,
  account text not null,
  balance bigint not null,
  least bigint not null,
  primary key (merchant, account),
  constraint balance_at_least check (balance >= least)
);

create table if not exists entries (
  merchant text not null references merchants,
  place bigint not null, -- in the merchant's log, from 1 on
  id text not null,
  revision bigint not null,
  account text not null,
  at timestamptz not null,
  source text not null,
  target text not null,
  amount bigint not null check (amount > 0),
  balance bigint not null, -- the account's after it
  body json not null,
  primary key (merchant, place),
  unique (merchant, id),
  foreign key (merchant, account) references accounts,
  check (source <> target)
);
create index if not exists entries_at on entries (merchant, at);

create table if not exists stock (
  program text not null references programs,
  benefit text not null,
  total bigint not null,
  remaining bigint not null,
  primary key (program, benefit),
  constraint stock_at_least check (remaining >= 0),
  constraint stock_at_most check (remaining <= total)
);

create table if not exists receipts (
  merchant text not null,
  key text not null,
  revision bigint not null,
  at timestamptz not null,
  primary key (merchant, key),
  unique (merchant, revision),
  foreign key (merchant, key) references facts
);

create or replace function tk_refuse() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- an entry moves its account's balance, and nothing else does
create or replace function tk_post() returns trigger language plpgsql as $$
declare
  stands bigint;
  posted bigint;
begin
  update merchants set entries = entries + 1 where id = new.merchant returning entries into posted;
  if new.place <> posted then
    raise exception 'entry % is posted as number %', posted, new.place using errcode = 'check_violation';
  end if;
  update accounts
    set balance = balance
      + case when new.target = 'available' then new.amount else 0 end
      - case when new.source = 'available' then new.amount else 0 end
    where merchant = new.merchant and account = new.account
    returning balance into stands;
  if stands is distinct from new.balance then
    raise exception 'an entry says balance %, its account %', new.balance, stands using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function tk_step() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.program <> old.program or new.added <> old.added
    or (new.revision <> old.revision + 1 and (new.revision <> old.revision or new.held::text <> old.held::text)) then
    raise exception 'revision % does not follow %', new.revision, old.revision using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- a balance is moved by an entry alone: an update from anywhere else than its trigger is refused
create or replace function tk_only_entries() returns trigger language plpgsql as $$
begin
  if new.balance <> old.balance and pg_trigger_depth() < 2 then
    raise exception 'a balance is moved by its entries' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

-- what a merchant has when they are added; from then on every point has an entry
create or replace function tk_open() returns trigger language plpgsql as $$
begin
  if new.balance <> 0 and not exists (
    select from merchants where id = new.merchant and added = pg_current_xact_id()
  ) then
    raise exception 'an account opens with a balance of 0' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create or replace trigger facts_stay before update or delete on facts for each row execute function tk_refuse();
create or replace trigger facts_all_stay before truncate on facts execute function tk_refuse();
create or replace trigger entries_stay before update or delete on entries for each row execute function tk_refuse();
create or replace trigger entries_all_stay before truncate on entries execute function tk_refuse();
create or replace trigger receipts_stay before update or delete on receipts for each row execute function tk_refuse();
create or replace trigger receipts_all_stay before truncate on receipts execute function tk_refuse();
create or replace trigger merchants_stay before delete on merchants for each row execute function tk_refuse();
create or replace trigger merchants_step before update on merchants for each row execute function tk_step();
create or replace trigger accounts_stay before delete on accounts for each row execute function tk_refuse();
create or replace trigger accounts_open before insert on accounts for each row execute function tk_open();
create or replace trigger accounts_moved before update on accounts for each row execute function tk_only_entries();
create or replace trigger entries_post before insert on entries for each row execute function tk_post();
