import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";

const MAX_PASSWORD = 65_536;

export const login = defineCommand({
  names: ["docker login"],
  usage: "[OPTIONS] [SERVER]",
  description: "Authenticate to a registry",
  longDescription: "Authenticate to a registry.\nDefaults to Docker Hub if no server is specified.",
  common: true,
  flags: {
    password: { kind: "string", short: "p", description: "Password or Personal Access Token (PAT)" },
    "password-stdin": {
      kind: "boolean",
      description: "Take the Password or Personal Access Token (PAT) from stdin",
    },
    username: { kind: "string", short: "u", description: "Username" },
  },
  args: { min: 0, max: 1 },
  async run({ flags, args: [server] }, context) {
    const { services, owner, signal, io } = context;
    const credentials = await askCredentials(context, {
      username: flags.username,
      password: flags.password,
      fromStdin: flags["password-stdin"],
    });
    if ("error" in credentials) {
      await io.stderr.write(`${credentials.error}\n`);
      return 1;
    }
    const registry = server === undefined ? {} : { registry: server };
    await services.transfers.login(owner, { ...registry, ...credentials }, signal);
    await io.stdout.write("Login Succeeded\n");
    return 0;
  },
});

interface Given {
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly fromStdin: boolean;
}

type Credentials = { readonly username: string; readonly password: string } | { readonly error: string };

async function askCredentials({ io }: CommandContext, { username, password, fromStdin }: Given): Promise<Credentials> {
  if (fromStdin) {
    if (password !== undefined)
      return { error: "conflicting options: cannot specify both --password and --password-stdin" };
    if (username === undefined) return { error: "the --password-stdin option requires --username to be set" };
    const read = (await readAll(io.stdin)).replace(/[\r\n]+$/, "");
    return read === "" ? { error: "password is empty" } : { username, password: read };
  }
  if (password === "") return { error: "password is empty" };
  if (password !== undefined && username !== undefined) {
    await io.stderr.write("WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n");
    return { username, password };
  }
  if (io.terminal === undefined) return { error: "Error: Cannot perform an interactive login from a non TTY device" };
  const name = username ?? (await io.terminal.ask("Username: "));
  if (name === undefined || name === "") return { error: "Error: username is required" };
  const secret = password ?? (await io.terminal.ask("Password: ", { hidden: true }));
  return secret === undefined || secret === ""
    ? { error: "Error: password is required" }
    : { username: name, password: secret };
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > MAX_PASSWORD) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
