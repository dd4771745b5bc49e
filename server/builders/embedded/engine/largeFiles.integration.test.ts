import { afterAll, expect, it } from "vitest";
import { LONG } from "#server/acceptance/longTests.ts";
import { imageArchive } from "#server/oci/store/archive.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { readTar } from "#server/oci/tar/tarStream.ts";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { openArchiveBuilds, rollingBytes } from "../operations/archive/archiveFixture.ts";

/** Larger than every buffer on the way, and without repetition. */
const BIG = rollingBytes(LONG ? 110_000_000 : 4_000_000);
const TEXT = Array.from({ length: 200_000 }, (_, index) => `line ${index}\n`).join("");

const [user] = sandboxUsers().users;
if (user === undefined) throw new Error("this machine has no sandbox");
const builds = openArchiveBuilds(user);
afterAll(() => builds.close());

it("a large file keeps its content on every way into an image", async () => {
  const finished = await builds.build(
    [
      "FROM busybox AS first",
      "COPY big /copied",
      "RUN cp /copied /run",
      "RUN --mount=target=/m cp /m/big /mounted",
      "FROM scratch",
      "COPY --from=first /copied /run /mounted /",
      "ADD big /added",
      `COPY <<E /heredoc\n${TEXT}E`,
    ],
    { big: BIG },
  );
  expect(finished.problem).toBeUndefined();
  const same = ["/copied", "/run", "/mounted", "/added"];
  expect(builds.digests(finished, same)).toEqual(same.map(() => digestOf(BIG)));
  expect(builds.digests(finished, ["/heredoc"])).toEqual([digestOf(TEXT)]);
});

it("layers of large files are unchanged in an exported archive", async () => {
  const finished = await builds.build(["FROM scratch", "COPY big /"], { big: BIG });
  const image = builds.image(finished);
  const found: string[] = [];
  for await (const { header, content } of readTar(imageArchive(builds.blobs, image).chunks)) {
    if (!header.path.endsWith(image.layers[0]?.diffId.slice("sha256:".length) ?? "-")) continue;
    const pieces: Uint8Array[] = [];
    for await (const piece of content()) pieces.push(piece);
    found.push(digestOf(Buffer.concat(pieces)));
  }
  expect(found).toEqual(image.layers.map(({ diffId }) => diffId));
});
