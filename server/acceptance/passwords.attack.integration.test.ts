import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { guardWithTokens } from "#server/oci/distribution/guardFixture.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { type LaunchedServer, launchServer } from "./launchServer.ts";

const USER = "ann";
const KEPT = "k3pt-passw0rd-81c2";
const WRONG = "wr0ng-passw0rd-55aa";

let data: string;
let registry: PushRegistry;
let server: LaunchedServer;
let url: string;
let stopRegistry = () => {};
let answers = "";
/** Command lines of all processes while passwords were in use. */
let commands = "";

/** Everything that a password may look like. */
const spellings = (password: string) => [
  password,
  Buffer.from(password).toString("base64").replace(/=+$/, ""),
  Buffer.from(`${USER}:${password}`).toString("base64").replace(/=+$/, ""),
  Buffer.from(password).toString("hex"),
  Buffer.from(password, "utf8").toString("utf16le"),
];

async function start(env: Record<string, string> = {}): Promise<void> {
  server = launchServer(
    { ...process.env, ...env, STRATA_LOG: "debug", STRATA_DATA: data, HOST: "127.0.0.1" },
    { stderr: "pipe" },
  );
  url = await server.listening();
}

async function stop(): Promise<string> {
  server.process.kill("SIGTERM");
  await server.ended;
  return server.output();
}

async function call(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const answer = await fetch(url + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await answer.text();
  answers += text;
  commands += readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8") + readFileSync(`/proc/${pid}/environ`, "utf8");
      } catch {
        return "";
      }
    })
    .join("\n");
  return { status: answer.status, text };
}

const login = (password: string, keep?: boolean) =>
  call("POST", routes.logins(), { registry: registry.host, username: USER, password, ...(keep && { keep }) });
const pull = async () => (await call("POST", routes.imagePull(), { reference: `${registry.host}/a/b:1` })).text;

function filesWith(bytes: string | Uint8Array): string[] {
  const wanted = Buffer.from(bytes);
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => contentOf(path).includes(wanted));
}

/** Empty if it was removed meanwhile. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "strata-passwords-"));
  registry = await startPushRegistry((end) => {
    stopRegistry = end;
  });
  registry.putImage("a/b:1", { layers: [tarOf("hello", "hello")] });
  registry.has.set("a/b", new Set(registry.blobs.keys()));
  guardWithTokens(registry, USER, KEPT);
  await start();
});
afterAll(async () => {
  await stop();
  stopRegistry();
  rmSync(data, { recursive: true, force: true });
});

describe("attacks on the passwords of registries", () => {
  it("neither a right nor a wrong one is in answers, logs, process lists, or the data folder", async () => {
    expect((await login(WRONG)).status).toBe(401);
    expect((await login(KEPT, true)).status).toBe(204);
    expect(await pull()).toContain('"type":"pulled"');
    expect((await call("GET", routes.logins())).text).toContain('"kept":true');
    const output = await stop();
    for (const spelling of [...spellings(KEPT), ...spellings(WRONG)]) {
      expect(answers).not.toContain(spelling);
      expect(output).not.toContain(spelling);
      expect(commands).not.toContain(spelling);
      expect(filesWith(spelling)).toEqual([]);
    }
    expect(statSync(join(data, "secret.key")).mode & 0o777).toBe(0o600);
    await start();
  });

  it("a kept one works after a restart, and its key is not in the database", async () => {
    expect(await pull()).toContain('"type":"pulled"');
    const key = readFileSync(join(data, "secret.key"));
    expect(filesWith(key)).toEqual([join(data, "secret.key")]);
    for (const form of [key.toString("hex"), key.toString("base64")]) expect(filesWith(form)).toEqual([]);
  });

  it("a sealed one can't be moved to another owner, registry, or user in the database", async () => {
    await stop();
    const database = new DatabaseSync(join(data, "transfers.db"));
    database.exec("UPDATE logins SET registry = 'evil.example'");
    await start();
    expect((await call("GET", routes.logins())).text).toBe('{"logins":[]}');
    await stop();
    database.prepare("UPDATE logins SET registry = ?").run(registry.host);
    database.close();
    await start();
    expect((await call("GET", routes.logins())).text).toContain(registry.host);
  });

  it("without its key, or with another, a kept one is none", async () => {
    await stop();
    const elsewhere = join(data, "other.key");
    writeFileSync(elsewhere, Buffer.alloc(32, 7), { mode: 0o600 });
    await start({ STRATA_SECRET_KEY_FILE: elsewhere });
    expect((await call("GET", routes.logins())).text).toBe('{"logins":[]}');
    expect(await pull()).toContain("registry/unauthorized");
  });

  it("after logging out nothing of it is left, and it does not come back", async () => {
    await stop();
    await start();
    const database = new DatabaseSync(join(data, "transfers.db"), { readOnly: true });
    const sealed = database.prepare("SELECT sealed FROM logins").get()?.sealed;
    database.close();
    if (!(sealed instanceof Uint8Array)) throw new Error("no login is kept");
    await call("DELETE", routes.login(registry.host));
    await stop();
    expect(filesWith(sealed)).toEqual([]);
    await start();
    expect((await call("GET", routes.logins())).text).toBe('{"logins":[]}');
  });

  it("a registry that sends a password back can't get it into a problem or the log", async () => {
    const errors = [{ code: "DENIED", message: `${KEPT} for ${USER}` }];
    registry.meddle = (_request, response) => {
      response.writeHead(401, { "www-authenticate": "Basic" }).end(JSON.stringify({ errors }));
      return true;
    };
    const { text } = await login(KEPT);
    expect(text).toContain("registry/login");
    expect(text).not.toContain(KEPT);
    expect(server.output()).not.toContain(KEPT);
  });
});
