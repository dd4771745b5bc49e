export interface ClientLogin {
  readonly username: string;
  readonly password: string;
}

/** Without any entry, docker would ask the keychain of the machine, which has the operator's logins. */
const NOBODY = { "nobody.invalid": {} };
/** What docker calls docker.io there. */
const DOCKER_HUB = "https://index.docker.io/v1/";

/** A `config.json` of the docker client that has these logins, by registry host, and no others. */
export function clientConfig(logins: Readonly<Record<string, ClientLogin>>, plugins: readonly string[]): string {
  const entries = Object.entries(logins).map(([host, { username, password }]) => [
    host === "docker.io" ? DOCKER_HUB : host,
    { auth: Buffer.from(`${username}:${password}`).toString("base64") },
  ]);
  return JSON.stringify({ auths: { ...NOBODY, ...Object.fromEntries(entries) }, cliPluginsExtraDirs: plugins });
}
