export interface GitLogin {
  /** The address without user and password: it is in the command lines of git's processes, which others can read. */
  readonly remote: string;
  /** What tells git the login instead, for this server alone. */
  readonly config: readonly (readonly [name: string, value: string])[];
}

/** Takes the login out of an HTTP address; what git's other protocols have before the host is no password. */
export function gitLogin(remote: string): GitLogin {
  const url = /^https?:/i.test(remote) && URL.canParse(remote) ? new URL(remote) : undefined;
  if (url === undefined || (url.username === "" && url.password === "")) return { remote, config: [] };
  const login = `${decoded(url.username)}:${decoded(url.password)}`;
  const header = `Authorization: Basic ${Buffer.from(login).toString("base64")}`;
  url.username = "";
  url.password = "";
  return { remote: url.href, config: [[`http.${url.origin}/.extraHeader`, header]] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
