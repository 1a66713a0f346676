import { sql, type Kysely } from "kysely";

/**
 * Schema `auth`: the tables of better-auth 1.7.5 as its own `getMigrations` writes them, with the names that it asks for,
 * and beside them our count of tries. No tenant's data stands here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create schema auth;
    grant usage on schema auth to auth;

    create table auth."user" (
      "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
      "name" text not null,
      "email" text not null unique,
      "emailVerified" boolean not null,
      "image" text,
      "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
      "updatedAt" timestamptz default CURRENT_TIMESTAMP not null,
      "twoFactorEnabled" boolean,
      "language" text not null default 'vi' check ("language" in ('vi', 'en')),
      "theme" text not null default 'system' check ("theme" in ('system', 'light', 'dark')),
      "operator" boolean not null default false
    );

    create table auth."session" (
      "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
      "expiresAt" timestamptz not null,
      "token" text not null unique,
      "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
      "updatedAt" timestamptz not null,
      "ipAddress" text,
      "userAgent" text,
      "userId" uuid not null references auth."user" ("id") on delete cascade
    );

    create table auth."account" (
      "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
      "accountId" text not null,
      "providerId" text not null,
      "userId" uuid not null references auth."user" ("id") on delete cascade,
      "accessToken" text,
      "refreshToken" text,
      "idToken" text,
      "accessTokenExpiresAt" timestamptz,
      "refreshTokenExpiresAt" timestamptz,
      "scope" text,
      "password" text,
      "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
      "updatedAt" timestamptz not null
    );

    create table auth."verification" (
      "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
      "identifier" text not null,
      "value" text not null,
      "expiresAt" timestamptz not null,
      "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
      "updatedAt" timestamptz default CURRENT_TIMESTAMP not null
    );

    create table auth."twoFactor" (
      "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
      "secret" text not null,
      "backupCodes" text not null,
      "userId" uuid not null references auth."user" ("id") on delete cascade,
      "verified" boolean,
      "failedVerificationCount" integer,
      "lockedUntil" timestamptz
    );

    create index "session_userId_idx" on auth."session" ("userId");
    create index "account_userId_idx" on auth."account" ("userId");
    create index "verification_identifier_idx" on auth."verification" ("identifier");
    create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
    create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

    -- tries of an account or of a client address; the key is a keyed hash, so no e-mail and no address stands here
    create table auth.throttle (
      key text not null primary key,
      tries int not null,
      most int not null,
      ends_at timestamptz not null
    );
    create index throttle_ended on auth.throttle (ends_at);

    grant select, insert, update, delete on all tables in schema auth to auth;
  `.execute(db);
}
