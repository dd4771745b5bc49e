import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stackSchema } from "#contract/image.ts";
import { isDigest } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

/** A registry with ubuntu:18.04 (make), python:3-slim (pip) and debian:bookworm-slim under Docker Hub's names. */
const MIRROR = process.env.STRATA_TEST_REGISTRY;
if (MIRROR === undefined) {
  const why = "STRATA_TEST_REGISTRY names no mirror that has ubuntu, python and debian";
  process.stderr.write(`SKIPPED: builds of real images: ${why}\n`);
}

describe.skipIf(MIRROR === undefined)("Dockerfiles as people write them", () => {
  let server: ServerInProcess;

  beforeAll(async () => {
    server = await startInProcess({ env: { STRATA_REGISTRY_MIRROR: MIRROR ?? "" } });
  });

  afterAll(() => server.stop());

  async function layersOf(dockerfileText: string, files: Record<string, string>): Promise<string[]> {
    const context = await server.context(files);
    if (!isDigest(context)) throw new Error(`no context: ${context}`);
    const { finished, log } = await server.build({ dockerfileText, context });
    expect(finished.problem, log).toBeUndefined();
    const stack = await server.fetch(routes.imageLayers(finished.image?.id ?? ""));
    const { rows } = stackSchema.parse(await stack.json());
    return rows.filter(({ base, layer }) => !base && layer).map(({ instruction, text }) => `${instruction} ${text}`);
  }

  it("make runs a Makefile of the context on ubuntu", async () => {
    const dockerfile = "FROM ubuntu:18.04\nWORKDIR /app\nCOPY . /app\nRUN make /app\nCMD python3 /app/app.py\n";
    const files = { Makefile: "/app: made\n\nmade:\n\techo made > made\n.PHONY: /app\n", "app.py": "print('hello')\n" };
    expect(await layersOf(dockerfile, files)).toEqual(["WORKDIR /app", "COPY . /app", "RUN make /app"]);
  });

  it("pip installs an empty list of requirements on python", async () => {
    const dockerfile = `FROM python:3-slim
WORKDIR /usr/src/app
COPY ./assets .
EXPOSE 8000
RUN pip install -qr requirements.txt
CMD ["python3", "./server.py"]
`;
    const files = { "assets/requirements.txt": "", "assets/server.py": "print('hello')\n" };
    expect(await layersOf(dockerfile, files)).toEqual([
      "WORKDIR /usr/src/app",
      "COPY ./assets .",
      "RUN pip install -qr requirements.txt",
    ]);
  });

  it("apt-get installs a package on debian", async () => {
    const run = "apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*";
    expect(await layersOf(`FROM debian:bookworm-slim\nRUN ${run}\n`, {})).toEqual([`RUN ${run}`]);
  });
});
