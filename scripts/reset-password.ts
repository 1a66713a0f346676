// `npm run reset-password -- someone@example.vn`: prints a link with which that person chooses a new password, once, within
// the hour. For whoever is locked out and gets no mail; run by `scripts/run.mjs` with the installation's own settings.
import { issueResetLink } from "#app/identity/reset-link.ts";
import { addressFor, openDatabase, openPool } from "#db/connect.ts";
import type { Database } from "#db/database.ts";
import type { AuthDatabase } from "#db/identity.ts";
import { readSettings } from "#domain/settings.schema.ts";
import { clockOf } from "#jobs/clock.ts";

const [email] = process.argv.slice(2);
if (!email?.includes("@")) {
  process.stderr.write("npm run reset-password -- someone@example.vn\n");
  process.exitCode = 1;
} else {
  const settings = readSettings(process.env);
  const open = (role: string, password: string) =>
    openPool(addressFor(settings.databaseUrl, role, password), {
      max: 1,
      name: "chu-tin-reset-password",
      onError: (error) => process.stderr.write(`${error.message}\n`),
    });
  const pools = { app: open("app", settings.appPassword), auth: open("auth", settings.authPassword) };
  try {
    const link = await issueResetLink(
      {
        settings,
        authDb: openDatabase<AuthDatabase>(pools.auth),
        db: openDatabase<Database>(pools.app),
        now: clockOf(settings)(),
      },
      email,
    );
    if (link) process.stdout.write(`${link}\n`);
    else {
      process.stderr.write(`No account has the address ${email}. / Không có tài khoản nào dùng địa chỉ ${email}.\n`);
      process.exitCode = 1;
    }
  } finally {
    await Promise.all([pools.app.end(), pools.auth.end()]);
  }
}
