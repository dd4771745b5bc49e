import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { openBuildKit } from "./buildKitFixture.ts";
import { connectionFault } from "./probe/connectionFault.ts";
import { faultSentence } from "./probe/faultWords.ts";
import { type RemoteBuildKit, serveRemoteBuildKit } from "./remoteBuildKit.ts";
import type { TlsFiles } from "./settings/builderSettings.ts";

const SCRIPT = join(import.meta.dirname, "../../../deploy/buildkit/makeCertificates.sh");
const engines = testEngines();

/** A certificate of the folder's server that ended yesterday. */
function expire(folder: string): void {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  openssl(..."req -new -key server-key.pem -subj /CN=localhost -out server.csr".split(" "));
  writeFileSync(join(folder, "server.ext"), "subjectAltName=DNS:localhost\n");
  const signed = "x509 -req -in server.csr -CA ca.pem -CAkey ca-key.pem -set_serial 7 -days -1 -extfile server.ext";
  openssl(...signed.split(" "), "-out", "expired.pem");
}

describe("a remote BuildKit over TCP with mutual TLS", () => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  const parent = mkdtempSync(join(tmpdir(), "strata-tls-"));
  const certificates = (name: string) => join(parent, name);
  const filesOf = (folder: string): TlsFiles => ({
    ca: join(folder, "ca.pem"),
    cert: join(folder, "client.pem"),
    key: join(folder, "client-key.pem"),
  });
  const right = filesOf(certificates("right"));
  const wrong = filesOf(certificates("wrong"));
  let remote: RemoteBuildKit;
  let expired: RemoteBuildKit;

  const serve = (certificate: string) => {
    const read = (name: string) => readFileSync(join(certificates("right"), name));
    const files = { ca: read("ca.pem"), cert: read(certificate), key: read("server-key.pem") };
    return serveRemoteBuildKit(engines.containerd, { tls: { ...files, requestCert: true, rejectUnauthorized: true } });
  };

  beforeAll(async () => {
    for (const name of ["right", "wrong"]) execFileSync("sh", [SCRIPT, certificates(name), "localhost", "127.0.0.2"]);
    expire(certificates("right"));
    remote = await serve("server.pem");
    expired = await serve("expired.pem");
  });
  afterAll(async () => {
    await Promise.all([remote, expired].map((one) => one.close()));
    rmSync(parent, { recursive: true, force: true });
  });

  const named = (tls: TlsFiles | undefined, { endpoint } = remote, host = "localhost") => ({
    ...{ driver: "remote" as const, endpoint: endpoint.replace("127.0.0.1", host) },
    ...(tls && { tls }),
  });
  const opened = (tls: TlsFiles | undefined) => openBuildKit(engines.docker, named(tls));
  const job = { id: "b", workspace: "w", request: { dockerfileText: "FROM busybox\nRUN echo over TLS\n" } };
  const buildOn = ({ builder }: ReturnType<typeof opened>) =>
    builder.build(job, () => undefined, new AbortController().signal);

  it("builds with the certificates that the script makes", async () => {
    const kit = opened(right);
    try {
      expect(await buildOn(kit)).toMatchObject({ state: "done" });
    } finally {
      await kit.close();
    }
  });

  it("is not available with a wrong CA, and a build on it says why", async () => {
    const kit = opened({ ...right, ca: wrong.ca });
    try {
      const { problem } = await buildOn(kit);
      expect(problem?.code).toBe("builder/unreachable");
      const { available, reason = "" } = await kit.builder.describe();
      expect([available, reason]).toEqual([false, expect.stringContaining("the CA in tls.ca did not sign")]);
      expect(problem?.detail).toContain(reason);
      expect(JSON.stringify(problem)).not.toContain(parent);
    } finally {
      await kit.close();
    }
  });

  it.each([
    [
      "a CA that did not sign its certificate",
      () => named({ ...right, ca: wrong.ca }),
      "BuildKit at it shows a certificate that the CA in tls.ca did not sign: name the right CA there.",
    ],
    [
      "a certificate for another name",
      () => named({ ...right, serverName: "build.example.org" }),
      "BuildKit at it shows a certificate for another name: set tls.serverName to a name in it, or renew it for this address.",
    ],
    [
      "a certificate that does not have its address",
      () => named(right, remote, "127.0.0.1"),
      "BuildKit at it shows a certificate for another name: set tls.serverName to a name in it, or renew it for this address.",
    ],
    [
      "a certificate that has expired",
      () => named(right, expired),
      "BuildKit at it shows a certificate that has expired: renew it.",
    ],
    [
      "a name that does not exist",
      () => ({ ...named(right), endpoint: "tcp://nosuch.invalid:1234" }),
      "BuildKit at it is not found by that name: correct its address.",
    ],
    ["no certificates at all", () => named(undefined), "BuildKit at it wants TLS: name its certificates under tls."],
    [
      "a client certificate of another CA",
      () => named({ ...wrong, ca: right.ca }),
      "BuildKit at it does not accept the certificate in tls.cert: use one that its CA has signed.",
    ],
    [
      "a client certificate that is not there",
      () => named({ ...right, cert: join(parent, "nothing.pem") }),
      "The file that tls.cert names does not exist: correct its path.",
    ],
    [
      "a key of another certificate",
      () => named({ ...right, key: wrong.key }),
      "The key in tls.key does not belong to the certificate in tls.cert: name those that were made together.",
    ],
    [
      "a key in the place of a certificate",
      () => named({ ...right, ca: right.key }),
      "The file that tls.ca names is not a certificate in PEM format: name another one.",
    ],
  ])("says what is wrong and what to do about %s", async (_what, builder, reason) => {
    const fault = await connectionFault({ name: "far", builds: 1, weight: 1, hostNetwork: false, ...builder() });
    expect(fault && faultSentence("BuildKit at it", fault)).toBe(reason);
  });
});
