import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { humanSize } from "#contract/docker/humanSize.ts";
import { digestSchema } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { type FieldPath, fieldExpression } from "../../src/features/inspect/goTemplate.ts";
import { runDocker } from "./checkedImages/imageTools.ts";
import { asJson, asList, type Json } from "./imageChecker/savedImage.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

/** The command of a Docker client whose engine may be used, such as `docker`. */
const docker = process.env.STRATA_TEST_DOCKER;
if (docker === undefined)
  process.stderr.write("SKIPPED: STRATA_TEST_DOCKER names no docker command: no docker history\n");

/** Several runs of these tests may use the same engine. */
const TAG = `strata-views-test:${randomUUID()}`;
const DOCKERFILE = `FROM busybox
LABEL org.example.title="two words" a.b=c
ARG VERSION=1.2
ENV APP_VERSION=$VERSION PATH=/app/bin:$PATH
RUN mkdir -p /app/bin && echo one > /app/one && ln /app/one /app/two && ln -s one /app/three
RUN ["touch", "/app/empty"]
RUN rm /app/one
WORKDIR /app
COPY --chown=1000 hello.txt .
VOLUME /data
EXPOSE 8080 9090/udp
USER 1000
SHELL ["/bin/sh", "-ec"]
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s --retries=2 CMD test -f hello.txt
ONBUILD RUN echo built
ENTRYPOINT ["cat"]
CMD ["hello.txt"]
`;

const run = async (args: readonly string[], input?: Buffer) => (await runDocker("docker", args, input)).toString();

async function linkBytesOf(server: ServerInProcess, layer: number): Promise<number> {
  const { entries } = asJson(await (await server.fetch(routes.layerFiles(TAG, layer))).json());
  const links = asList(entries)
    .map(asJson)
    .filter(({ type, change }) => type === "symlink" && change !== "deleted");
  return links.reduce((sum, { linkTarget }) => sum + Buffer.byteLength(String(linkTarget)), 0);
}

describe.skipIf(docker === undefined)("an image that the engine loads from our archive", () => {
  let server: ServerInProcess;
  let history: Json;
  let inspect: Json;
  /** Bytes that overlay2 counts and nobody stores: what each symbolic link points to, by layer. */
  let linkBytes: readonly number[];

  beforeAll(async () => {
    server = await startInProcess({});
    const context = await server.context({ "hello.txt": "hello\n" });
    const { finished, log } = await server.build({
      dockerfileText: DOCKERFILE,
      context: digestSchema.parse(context),
      tags: [TAG],
    });
    expect(finished.image, log).toBeDefined();
    const ask = async (path: string) => asJson(await (await server.fetch(path)).json());
    history = await ask(routes.imageHistory(TAG));
    inspect = await ask(routes.imageInspect(TAG));
    linkBytes = await Promise.all(asList(asJson(inspect.RootFS).Layers).map((_, layer) => linkBytesOf(server, layer)));
    const archive = await server.fetch(routes.imageArchive(TAG));
    await run(["load"], Buffer.from(await archive.arrayBuffer()));
  });
  const theirSizeOf = ({ size, layer }: Json) =>
    Number(size) + (layer === undefined ? 0 : (linkBytes[Number(layer)] ?? 0));

  afterAll(async () => {
    await run(["image", "rm", TAG]);
    await server.stop();
  });

  it("has the history there that the API says, row by row and field by field", async () => {
    const printed = await run(["history", "--no-trunc", "--human=false", "--format", "json", TAG]);
    const theirs = printed
      .trim()
      .split("\n")
      .map((line) => asJson(JSON.parse(line)));
    const rows = asList(history.rows).map(asJson).reverse();
    const ours = rows.map((row, index) => ({
      ID: index === 0 ? history.image : "<missing>",
      CreatedAt: String(row.created).replace(/\.\d+Z$/, "Z"),
      CreatedBy: row.createdBy,
      Size: String(theirSizeOf(row)),
      Comment: row.comment,
    }));
    expect(theirs.map(({ CreatedSince: _since, ...row }) => row)).toEqual(
      ours.map((row) => expect.objectContaining(row)),
    );
  });

  it("is inspected there with the fields of the API", async () => {
    const [theirs] = asList(JSON.parse(await run(["image", "inspect", TAG]))).map(asJson);
    const { GraphDriver: _driver, Metadata: _metadata, Size: theirSize, ...fields } = theirs ?? {};
    const { Metadata: _own, Size: ourSize, ...ours } = inspect;
    expect(ours).toEqual(fields);
    expect(theirSize).toBe(Number(ourSize) + linkBytes.reduce((sum, bytes) => sum + bytes, 0));
  });

  it("has the sizes there that a person reads in our history", async () => {
    const printed = await run(["history", "--format", "{{.ID}} {{.Size}}", TAG]);
    const rows = asList(history.rows).map(asJson).reverse();
    const id = String(history.image).slice("sha256:".length, "sha256:".length + 12);
    const ours = rows.map((row, index) => `${index === 0 ? id : "<missing>"} ${humanSize(theirSizeOf(row))}`);
    expect(printed.trim().split("\n")).toEqual(ours);
  });

  it.each([
    [["Id"]],
    [["Architecture"]],
    [["Config", "User"]],
    [["Config", "Env"]],
    [["Config", "Env", 1]],
    [["Config", "Labels"]],
    [["Config", "Labels", "org.example.title"]],
    [["Config", "Labels", "a.b"]],
    [["Config", "ExposedPorts", "9090/udp"]],
    [["Config", "Healthcheck", "Test"]],
    [["Config", "Healthcheck", "Retries"]],
    [["Config", "Volumes"]],
    [["Config", "OnBuild", 0]],
    [["RootFS", "Layers", 0]],
    [["RepoTags", 0]],
  ])("prints %j there for the expression that our inspect view copies", async (path: FieldPath) => {
    const value = path.reduce<unknown>((above, key) => Reflect.get(Object(above), key), inspect);
    const printed = (await run(["image", "inspect", "-f", fieldExpression(path, value), TAG])).trimEnd();
    expect(typeof value === "object" ? JSON.parse(printed) : printed).toEqual(
      typeof value === "object" ? value : String(value),
    );
  });
});
