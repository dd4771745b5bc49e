/** What stands before the host of an address: `user:password@`, up to the last `@`. No path, space or quote is in it. */
const USER_INFO = /([a-z][a-z0-9+.-]*):\/\/([^\s/?#"<>]*)@/gi;

/**
 * A text with the user names and passwords in its addresses replaced, as BuildKit does for git's. A name alone stays
 * where it is no secret: ssh's. Everything that is told, shown or kept goes through this; what is connected to does not.
 */
export function maskCredentials(text: string): string {
  return text.includes("@") ? text.replace(USER_INFO, masked) : text;
}

function masked(whole: string, scheme: string, userInfo: string): string {
  if (userInfo === "") return whole;
  if (userInfo.includes(":")) return `${scheme}://xxxxx:xxxxx@`;
  return /^https?$/i.test(scheme) ? `${scheme}://xxxxx@` : whole;
}
