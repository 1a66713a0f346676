// Brings the database up to date: `npm run migrate`, and a step of `npm start`. Prints how many migrations ran.
import { migrate } from "#db/migrate.ts";

const { DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_APP_PASSWORD, DATABASE_AUTH_PASSWORD } = process.env;
const ownerUrl = DATABASE_DIRECT_URL || DATABASE_URL;
const missing = Object.entries({ DATABASE_URL: ownerUrl, DATABASE_APP_PASSWORD, DATABASE_AUTH_PASSWORD }).filter(
  ([, value]) => !value,
);
if (!ownerUrl || !DATABASE_APP_PASSWORD || !DATABASE_AUTH_PASSWORD) {
  process.stderr.write(`Missing settings: ${missing.map(([name]) => name).join(", ")}\n`);
  process.exitCode = 1;
} else {
  const ran = await migrate(ownerUrl, { app: DATABASE_APP_PASSWORD, auth: DATABASE_AUTH_PASSWORD });
  process.stdout.write(ran.length === 0 ? "up to date\n" : `${ran.length} applied\n`);
}
