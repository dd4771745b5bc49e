/**
 * The part of a URL before the host: `user:password@`, up to the last `@`, without paths, spaces, or quotes. The scheme
 * is looked for backward from `://`: from every letter on, it would take quadratic time.
 */
const USER_INFO = /:\/\/(?<=([a-z][a-z0-9+.-]{0,99}):\/\/)([^\s/?#"<>]+)@/gi;

/**
 * A text with the user names and passwords in its URLs masked, as BuildKit does for git. A name alone stays if it is not
 * secret, as in ssh. Everything sent, shown, or kept goes through this; what is connected to does not.
 */
export function maskCredentials(text: string): string {
  return text.includes("@") ? text.replace(USER_INFO, masked) : text;
}

function masked(whole: string, scheme: string, userInfo: string): string {
  if (userInfo.includes(":")) return "://xxxxx:xxxxx@";
  return /^https?$/i.test(scheme) ? "://xxxxx@" : whole;
}
