import { spawnSync } from "node:child_process";
import { chmodSync, type Dirent, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, spawnServer } from "./runningServer.ts";
import type { FinishedBuild } from "./serverClient.ts";

const SECRET = "s3cret-of-a-build-7f1c";
const PASSWORD = "passw0rd-in-an-address-2b9d";

let data: string;
let server: RunningServer;
let site: http.Server;
let address: string;
/** Command lines with the password or the secret in them, seen while a build was running. */
const exposed: string[] = [];
const seenLogins: (string | undefined)[] = [];

function commandLines(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return [];
      }
    });
}

function lookAtProcesses(): void {
  exposed.push(...commandLines().filter((line) => line.includes(PASSWORD) || line.includes(SECRET)));
}

/** Every file of the data folder, as the server's user sees them; files removed meanwhile are skipped. */
function files(dir: string): string[] {
  return entriesOf(dir).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.isFile() ? [path] : [];
  });
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

const keptWith = (text: string) => files(data).filter((path) => readFileSync(path).includes(text));

beforeAll(async () => {
  site = http.createServer((request, response) => {
    seenLogins.push(request.headers.authorization);
    lookAtProcesses();
    if (request.url === "/file") response.end("downloaded");
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  address = `http://joe:${PASSWORD}@${host}`;
  data = mkdtempSync(join(tmpdir(), "strata-open-"));
  chmodSync(data, 0o755);
  server = await spawnServer({ data, env: { STRATA_NETWORK_ALLOW: host, STRATA_LOG: "silent" } });
});
afterAll(async () => {
  await server.stop();
  site.close();
  rmSync(data, { recursive: true, force: true });
});

const build = (...lines: string[]) =>
  server.build({
    dockerfileText: `${lines.join("\n")}\n`,
    secrets: { token: SECRET },
    tags: ["secrets"],
    noCache: true,
  });

describe("attacks on the data folder", () => {
  it("one that was open to everyone is made private at the start", () => {
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  it("no database and no blob in it can be read by others", async () => {
    await build("FROM busybox", "COPY <<E /f", "E", "RUN true");
    const open = files(data).filter(
      (path) =>
        !path.startsWith(join(data, "snapshots")) &&
        ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0,
    );
    expect(open).toEqual([]);
  });

  it.runIf(process.geteuid?.() === 0)("another user of the machine can't read anything in it", () => {
    const cat = ["--reuid=65534", "--regid=65534", "--clear-groups", "cat", join(data, "builds.db")];
    const run = spawnSync("setpriv", cat, { encoding: "utf8" });
    expect(run.stdout).toBe("");
    expect(run.stderr).toContain("Permission denied");
  });

  it("its privacy changes no mode in an image, and denies no one access in a container", async () => {
    const { log, finished } = await build(
      "FROM busybox",
      "COPY <<E /f",
      "E",
      "WORKDIR /w",
      "USER 1000",
      "RUN --mount=type=cache,target=/c stat -c '%n %a' / /f /w /c /bin && cat /f",
    );
    expect(finished.problem).toBeUndefined();
    expect(log).toBe("/ 755\n/f 644\n/w 755\n/c 755\n/bin 755\n");
  });
});

describe("attacks on a build's secret", () => {
  let built: FinishedBuild;
  beforeAll(async () => {
    const run =
      'RUN --mount=type=secret,id=token --mount=type=secret,id=token,env=TOKEN test "$(cat /run/secrets/token)" = "$TOKEN"';
    built = await build("FROM busybox", run, 'RUN test -z "$TOKEN" && ls /run/secrets 2>/dev/null || true');
  });

  it("it is in no file of the data folder: no layer, no database, no cache", () => {
    expect(built.finished.problem).toBeUndefined();
    expect(keptWith(SECRET)).toEqual([]);
  });

  it("it is in no event of the build", () => {
    expect(JSON.stringify(built.events)).not.toContain(SECRET);
  });

  it("it is not in the image's history, configuration, or archive", async () => {
    for (const part of ["history", "inspect", "archive"]) {
      const answer = await server.fetch(`/api/images/secrets/${part}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain(SECRET);
    }
  });

  it("it is in no command line of the machine while the build is running", async () => {
    const building = build("FROM busybox", "RUN --mount=type=secret,id=token sleep 0.5");
    const watch = setInterval(lookAtProcesses, 50);
    await building;
    clearInterval(watch);
    expect(exposed).toEqual([]);
  });
});

describe("attacks on a password in a URL", () => {
  it("an ADD that succeeds stores it nowhere", async () => {
    const { finished, events } = await build("FROM busybox", `ADD ${address}/file /x`);
    expect(finished.problem).toBeUndefined();
    expect(seenLogins.at(-1)).toBe(`Basic ${Buffer.from(`joe:${PASSWORD}`).toString("base64")}`);
    expect(JSON.stringify(events)).not.toContain(PASSWORD);
    expect(keptWith(PASSWORD)).toEqual([]);
  });

  it("the history of the image does not contain it", async () => {
    expect(await (await server.fetch("/api/images/secrets/history")).text()).toContain("http://xxxxx:xxxxx@");
  });

  it("the problem of a failed ADD does not contain it", async () => {
    const { id, finished, events } = await build("FROM busybox", `ADD ${address}/nothing /x`);
    expect(finished.problem?.detail).toContain("http://xxxxx:xxxxx@");
    expect(JSON.stringify([events, await server.state(id)])).not.toContain(PASSWORD);
    expect(keptWith(PASSWORD)).toEqual([]);
  });

  it("the problem of a missing repository does not contain it, nor does git's command line", async () => {
    const { finished, events } = await build("FROM busybox", `ADD ${address}/nothing.git /x`);
    expect(finished.problem?.code).toBe("build/source-missing");
    expect(JSON.stringify(events)).not.toContain(PASSWORD);
    expect(exposed).toEqual([]);
  });

  it("a plan does not contain it", async () => {
    const text = `FROM busybox\nADD ${address}/file /x\n`;
    const answer = await server.post("/api/plan", { dockerfileText: text });
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain(PASSWORD);
  });
});
