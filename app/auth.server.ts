import { hash, verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Kysely } from "kysely";
import { voidPending, type AuthDatabase } from "#db/identity.ts";
import { isLanguage, type Language } from "#domain/language.ts";
import { normalPassword, passwordLengths } from "#domain/password.ts";
import { newRecoveryCodes } from "#domain/recovery-code.ts";
import type { Settings } from "#domain/settings.schema.ts";
import type { Logger } from "#jobs/log.ts";
import { resetLink } from "./identity/reset-link.ts";
import { linkMinutes } from "./identity/link-minutes.ts";
import { identityMailer } from "./identity/mail.server.ts";
import { cookiePrefix, isSecure, renewalSeconds, secretVersion, sessionSeconds } from "./session.server.ts";

interface Needs extends Omit<Parameters<typeof identityMailer>[0], "settings"> {
  settings: Pick<Settings, "baseUrl" | "secrets">;
  log: Pick<Logger, "error">;
  /** As role `auth`, which reaches schema `auth` and nothing else. */
  authDb: Kysely<AuthDatabase>;
}

/** Of argon2id, which is the package's default kind: OWASP's second choice, about 0.1 s of one core. */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Identity: better-auth on its own schema and role, called by our loaders and actions through `api`. Its HTTP handler is
 * left out on purpose, so every way in passes our throttle, our origin check and our audit (docs/decisions/0004-identity.md).
 */
export function createAuth({ settings, authDb, log, ...rest }: Needs) {
  const mail = identityMailer({ settings, ...rest });
  const instance = betterAuth({
    appName: "Chữ Tín",
    baseURL: settings.baseUrl,
    secrets: settings.secrets.map((value) => ({ version: secretVersion(value), value })),
    database: { db: authDb, type: "postgres", schemaName: "auth" },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    // its messages name e-mails: ours is the log of what people do, its errors alone are of use
    logger: {
      level: "error",
      log: (level, message) => level === "error" && log.error({ from: "better-auth" }, message),
    },
    advanced: {
      database: { generateId: "uuid" },
      cookiePrefix,
      useSecureCookies: isSecure(settings),
      ipAddress: { ipAddressHeaders: ["x-chu-tin-address"] },
    },
    session: { expiresIn: sessionSeconds, updateAge: renewalSeconds, freshAge: 0 },
    // a copy of the table opens no account: of a link, only the hash is kept
    verification: { storeIdentifier: "hashed" },
    user: {
      additionalFields: {
        language: { type: "string", required: true, defaultValue: "vi" },
        theme: { type: "string", required: true, defaultValue: "system" },
        operator: { type: "boolean", required: true, defaultValue: false, input: false },
      },
      changeEmail: { enabled: true, updateEmailWithoutVerification: true },
    },
    emailAndPassword: {
      enabled: true,
      autoSignIn: true,
      minPasswordLength: passwordLengths.least,
      // its count is of UTF-16 units, ours of letters: ours decides
      maxPasswordLength: 2 * passwordLengths.most,
      password: {
        hash: (password) => hash(normalPassword(password), argon2),
        verify: ({ hash: known, password }) => verify(known, normalPassword(password)),
      },
      resetPasswordTokenExpiresIn: linkMinutes.resetPassword * 60,
      revokeSessionsOnPasswordReset: true,
      async sendResetPassword({ user, token }) {
        // a mistyped address may be a stranger's mailbox: only one that was proved theirs can reset
        if (!user.emailVerified) return;
        await mail({
          ...recipient(user),
          kind: "reset-password",
          link: resetLink(settings, token),
          minutes: linkMinutes.resetPassword,
        });
      },
      async onPasswordReset({ user }) {
        await voidPending(authDb, user.id);
        await mail({ ...recipient(user), kind: "password-changed" });
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: linkMinutes.verifyAddress * 60,
      async sendVerificationEmail({ user, token }) {
        const link = `${settings.baseUrl}/verify?token=${encodeURIComponent(token)}`;
        await mail({ ...recipient(user), kind: "verify-email", link, hours: linkMinutes.verifyAddress / 60 });
      },
    },
    plugins: [twoFactor({ issuer: "Chữ Tín", backupCodeOptions: { customBackupCodesGenerate: newRecoveryCodes } })],
  });
  return { api: instance.api, context: instance.$context, db: authDb, mail };
}

export type Auth = ReturnType<typeof createAuth>;

function recipient(user: { email: string; name: string } & Record<string, unknown>): {
  to: string;
  language: Language;
  name: string;
} {
  return { to: user.email, name: user.name, language: isLanguage(user.language) ? user.language : "vi" };
}
