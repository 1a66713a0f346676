import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";

// a calendar day stays the text that it is: as a Date it would move with the zone of the server
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

/** The address for another role of ours on the same database. */
export function addressFor(url: string, role: string, password: string): string {
  const address = new URL(url);
  address.username = encodeURIComponent(role);
  address.password = encodeURIComponent(password);
  return address.href;
}

export type CountedPool = pg.Pool & {
  /** Called with each statement that is sent, for the budget of statements a page; unset, nothing is counted. */
  onStatement?: (text: string) => void;
};

/** A pool that outlives the loss of single connections: an idle one that breaks is dropped, not thrown. */
export function openPool(
  url: string,
  { max, name, onError }: { max: number; name: string; onError: (error: Error) => void },
): CountedPool {
  const pool: CountedPool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", onError);
  pool.on("connect", (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [statement] = args;
      if (pool.onStatement)
        pool.onStatement(typeof statement === "string" ? statement : String((statement as { text?: string }).text));
      return send(...args);
    }) as typeof client.query;
  });
  return pool;
}

export function openDatabase<T>(pool: pg.Pool): Kysely<T> {
  return new Kysely<T>({ dialect: new PostgresDialect({ pool }) });
}
