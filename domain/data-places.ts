import type { Settings } from "./settings.schema.ts";

/** Where something lies: on the machine that serves the pages, or on another, by its name alone. */
export type Place = { readonly kind: "here" } | { readonly kind: "elsewhere"; readonly host: string };

export interface DataPlaces {
  readonly database: Place;
  /** Null: in the database. */
  readonly queue: Place | null;
  /** Null: no mail leaves; the operator reads it here. */
  readonly mail: Place | null;
}

type Addresses = Pick<Settings, "databaseUrl" | "redisUrl" | "smtpUrl">;

/** Where an installation keeps what it knows, by its settings; no user, password, path or port of them is in it. */
export function dataPlacesOf({ databaseUrl, redisUrl, smtpUrl }: Addresses): DataPlaces {
  return {
    database: placeIn(databaseUrl),
    queue: redisUrl === undefined ? null : placeIn(redisUrl),
    mail: smtpUrl === undefined ? null : placeIn(smtpUrl),
  };
}

/** An address that cannot be read, a socket's say, is of this machine: nothing of it is shown. */
function placeIn(address: string): Place {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, "") : "";
  return host === "" || isLoopback(host) ? { kind: "here" } : { kind: "elsewhere", host };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d+){3}$/.test(host);
}

/** Where the program's source can be had, as a package file names its repository; null when it names none. */
export function repositoryIn(packageFile: unknown): string | null {
  const named = (packageFile as { repository?: unknown } | null)?.repository;
  const address = typeof named === "string" ? named : (named as { url?: unknown } | undefined)?.url;
  const plain = typeof address === "string" ? address.replace(/^git\+/, "").replace(/\.git$/, "") : "";
  return /^https?:\/\//.test(plain) && URL.canParse(plain) ? plain : null;
}
