import { afterAll, beforeAll, expect, it } from "vitest";
import { contextResponseSchema } from "#contract/context.ts";
import { imageFilesSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import { nameFromBytes } from "#server/oci/tar/fileName.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";
import { tarOfEntries } from "./tarOfEntries.ts";

let server: ServerInProcess;

beforeAll(async () => {
  server = await startInProcess();
});

afterAll(() => server.stop());

/** Latin-1, as on an old machine: not UTF-8. */
const NAME = nameFromBytes(Buffer.from("gr\xfcn", "latin1"));

it("names that are not UTF-8 keep their bytes in contexts, layers, RUN, and archives", async () => {
  const body = tarOfEntries([{ path: `d/${NAME}`, text: "content\n" }]);
  const headers = { "content-type": "application/x-tar" };
  const answer = await server.fetch(routes.contexts(), { method: "POST", body, headers });
  const { digest: context } = contextResponseSchema.parse(await answer.json());
  const dockerfileText = `FROM busybox
COPY d /copied/
RUN printf %s /copied/* | od -An -tx1 && cp /copied/* "/$(printf '\\300made')"
RUN cat /copied/* /*made
`;
  const { finished, log } = await server.build({ dockerfileText, context, tags: ["names"] });
  expect(finished.problem, log).toBeUndefined();
  expect(log).toContain("67 72 fc 6e");
  expect(log).toContain("content\ncontent\n");
  const copied = imageFilesSchema.parse(
    await (await server.fetch(routes.imageFiles("names", `/copied/${NAME}`))).json(),
  );
  expect(copied).toMatchObject({ path: `/copied/${NAME}`, text: "content\n" });
  const archive = Buffer.from(await (await server.fetch(routes.imageArchive("names"))).arrayBuffer());
  expect(archive.includes(Buffer.from("copied/gr\xfcn", "latin1"))).toBe(true);
  expect(archive.includes(Buffer.from("\xc0made", "latin1"))).toBe(true);
});
