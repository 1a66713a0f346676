/** Letters and digits that are not mistaken for each other when written by hand. */
const letters = "23456789abcdefghjkmnpqrstuvwxyz";
const length = 10;

/**
 * Ten codes of 49 bits each, such as `k7mq2-xwd4p`: each lets one sign-in through without the authenticator.
 * @param random bytes to draw from, at least 2 for each letter
 */
export function newRecoveryCodes(
  random: (bytes: number) => Uint8Array = (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
): string[] {
  return Array.from({ length: 10 }, () => {
    // rejecting the bytes past the last whole multiple keeps every letter as likely as the others
    let code = "";
    while (code.length < length) {
      for (const byte of random(2 * length)) {
        if (byte < 248 && code.length < length) code += letters[byte % letters.length];
      }
    }
    return dashed(code);
  });
}

/** What a person typed, in the form that codes are kept in: case, spaces and dashes do not matter. */
export function normalRecoveryCode(typed: string): string {
  return dashed(typed.toLowerCase().replaceAll(/[^0-9a-z]/g, ""));
}

function dashed(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}
