import { mkdirSync, mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { ensureStarterImages, starterImage } from "#server/oci/store/starter.ts";
import { unpackLayer } from "#server/rootfs/unpackLayer.ts";
import { machineEgressPolicy } from "#server/sandbox/egress/machineEgressPolicy.ts";
import { createExecutor } from "#server/sandbox/executor/createExecutor.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { runToEnd } from "#server/sandbox/executor/runToEnd.ts";
import { attachGuestNetwork } from "./guestNetwork.ts";

const MEGABYTE = 1024 * 1024;
const executor = createExecutor();
const root = mkdtempSync(join(tmpdir(), "strata-network-"));
const lower = join(root, "lower");
let runs = 0;
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
  const blobs = openBlobStore(join(root, "blobs"));
  const images = openImageStore({ dir: root, blobs });
  ensureStarterImages(images);
  const platform = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
  const reference = { registry: "docker.io", repository: "library/busybox", tag: "latest" };
  mkdirSync(lower);
  for (const { diffId } of starterImage(images, reference, platform)?.layers ?? []) {
    await unpackLayer(blobs.path(diffId), indexLayer(blobs, diffId), lower);
  }
  images.close();
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
  await removeTrees([root]);
});

async function runInGuest(script: string, allow: string[] = [site], seconds = 60) {
  const folder = join(root, `run-${runs++}`);
  for (const name of ["", "upper", "work"]) mkdirSync(join(folder, name));
  const policy = await machineEgressPolicy(allow);
  const blocked: string[] = [];
  let output = "";
  const controller = new AbortController();
  const started = performance.now();
  const result = await runToEnd(
    executor,
    {
      lowerDirs: [lower],
      upperDir: join(folder, "upper"),
      workDir: join(folder, "work"),
      argv: ["/bin/sh", "-c", script],
      env: ["PATH=/bin:/sbin:/usr/bin:/usr/sbin"],
      cwd: "/",
      uid: 0,
      gid: 0,
      groups: [],
      hostname: "guest",
      network: "filtered",
      mounts: [],
      limits: { seconds },
      attachNetwork: (wire) => {
        attachGuestNetwork(wire, { policy, onBlocked: (line) => blocked.push(line), signal: controller.signal });
      },
    },
    (_stream, bytes) => {
      output += bytes.toString();
    },
    controller.signal,
  );
  return { result, output, blocked, seconds: (performance.now() - started) / 1000 };
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
