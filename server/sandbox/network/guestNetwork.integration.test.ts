import { createServer, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GuestFixture } from "./guestFixture.ts";

const MEGABYTE = 1024 * 1024;
const guests = new GuestFixture();
let server: Server;
let site = "";
let received = 0;

/** The machine's own address on some network: a guest's loopback is its own. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const address = all.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
  if (address === undefined) throw new Error("This test needs a network interface with an IPv4 address.");
  return address;
}

beforeAll(async () => {
  await guests.prepare();
  server = createServer((request, response) => {
    request.on("data", (bytes: Buffer) => {
      received += bytes.length;
    });
    const megabytes = Number(/^\/(\d+)$/.exec(request.url ?? "")?.[1] ?? 0);
    if (megabytes === 0) request.on("end", () => response.end("hello from outside\n"));
    else response.end(Buffer.alloc(megabytes * MEGABYTE, "x"));
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  const address = server.address();
  site = `${ownAddress()}:${typeof address === "object" ? address?.port : ""}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await guests.remove();
});

async function runInGuest(script: string, allow: string[] = [site], seconds = 60) {
  const started = performance.now();
  const { run, blocked, output } = await guests.start(script, allow, seconds);
  const result = await run.wait();
  return { result, output: output(), blocked, seconds: (performance.now() - started) / 1000 };
}

describe("a run with a filtered network", () => {
  it("downloads from an allowed address", async () => {
    const { output, result } = await runInGuest(`wget -qO- http://${site}/`);
    expect(output).toBe("hello from outside\n");
    expect(result).toEqual({ kind: "exit", code: 0 });
  });

  it("completes a large download without stalling", async () => {
    const { output, seconds } = await runInGuest(`wget -qO- http://${site}/300 | wc -c`);
    expect(output.trim()).toBe(String(300 * MEGABYTE));
    // A stall shows (each costs a retransmission timeout); speed is measured by the bench, on a quiet machine.
    expect(300 / seconds).toBeGreaterThan(10);
  });

  it("completes many downloads at once", async () => {
    const loop = `for i in 1 2 3 4 5 6 7 8; do wget -qO- http://${site}/20 | wc -c & done; wait`;
    const { output } = await runInGuest(loop);
    expect(output.trim().split("\n")).toEqual(Array(8).fill(String(20 * MEGABYTE)));
  });

  it("completes an upload", async () => {
    received = 0;
    const upload = `yes | head -c ${50 * MEGABYTE} >/file && wget -qO- --post-file=/file`;
    const { output } = await runInGuest(`${upload} http://${site}/`);
    expect(output).toBe("hello from outside\n");
    expect(received).toBe(50 * MEGABYTE);
  });

  it("survives a reader that stops for a while", async () => {
    const { output } = await runInGuest(`wget -qO- http://${site}/30 | (sleep 2; wc -c)`);
    expect(output.trim()).toBe(String(30 * MEGABYTE));
  });

  it.each([
    ["the machine itself", () => site, "this machine|private address|address in this machine's network"],
    ["a private address", () => "10.0.0.1", "private address"],
    ["the metadata service", () => "169.254.169.254", "metadata service"],
  ])("does not reach %s, is told so at once, and the log says why", async (_, where, reason) => {
    const { result, blocked, seconds } = await runInGuest(`wget -qO- http://${where()}/`, []);
    expect(result).toMatchObject({ kind: "exit", code: 1 });
    expect(blocked).toHaveLength(1);
    expect(blocked[0]).toMatch(new RegExp(`^blocked connection to ${where().split(":")[0]}:\\d+: (${reason})$`));
    expect(seconds).toBeLessThan(10);
  });

  it("has its own loopback, without the machine's services", async () => {
    const { output } = await runInGuest(`wget -qO- http://127.0.0.1:${site.split(":")[1]}/ 2>&1; echo $?`);
    expect(output).toContain("refused");
  });

  it("can ping its gateway", async () => {
    const { output } = await runInGuest("ping -c 2 -W 2 10.117.0.1 | grep packets");
    expect(output).toContain("2 packets received");
  });
});
