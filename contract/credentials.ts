/** The part of a URL before the host: `user:password@`, up to the last `@`, without paths, spaces, or quotes. */
const USER_INFO = /:\/\/([^\s/?#"<>]*)@/g;
/** Looked for only where there is a URL: before every letter, it would take quadratic time. */
const SCHEME = /[a-z][a-z0-9+.-]*$/i;
const LONGEST_SCHEME = 100;

/**
 * A text with the user names and passwords in its URLs masked, as BuildKit does for git. A name alone stays if it is not
 * secret, as in ssh. Everything sent, shown, or kept goes through this; what is connected to does not.
 */
export function maskCredentials(text: string): string {
  return text.includes("@") ? text.replace(USER_INFO, masked) : text;
}

function masked(whole: string, userInfo: string, at: number, text: string): string {
  const scheme = SCHEME.exec(text.slice(Math.max(0, at - LONGEST_SCHEME), at))?.[0];
  if (userInfo === "" || scheme === undefined) return whole;
  if (userInfo.includes(":")) return "://xxxxx:xxxxx@";
  return /^https?$/i.test(scheme) ? "://xxxxx@" : whole;
}
