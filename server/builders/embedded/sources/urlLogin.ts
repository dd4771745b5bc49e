/** An HTTP address without its user and password, which are sent in a header and never shown. */
export interface WithoutLogin {
  readonly url: URL;
  /** The value of an Authorization header for the address's own origin. */
  readonly authorization?: string;
}

export function withoutLogin(address: URL): WithoutLogin {
  const url = new URL(address);
  if (url.username === "" && url.password === "") return { url };
  const login = `${decoded(url.username)}:${decoded(url.password)}`;
  url.username = "";
  url.password = "";
  return { url, authorization: `Basic ${Buffer.from(login).toString("base64")}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
