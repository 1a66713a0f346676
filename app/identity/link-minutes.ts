/** How long links in mails hold. */
export const linkMinutes = { verifyAddress: 24 * 60, resetPassword: 60 } as const;
