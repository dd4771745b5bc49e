import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { type Answer, codesOf, descriptorOf, imageToPush, sharedRegistry } from "./registryFixture.ts";

const registry = sharedRegistry();
const { call, build, push, pushManifest } = registry;
const tagsOf = ({ json }: Answer) => (json as { tags: string[] }).tags;
const list = (repository: string, query = "") => call("GET", `/v2/${repository}/tags/list${query}`);

async function pushTags(repository: string, tags: readonly string[]): Promise<void> {
  const image = imageToPush(repository);
  for (const tag of tags) await push(repository, tag, image);
}

test("the tags of a repository MUST be answered with 200, its name, and the tags in lexical order", async () => {
  await pushTags("listed", ["b", "a", "1.10", "1.9", "B"]);
  build("listed:built");
  const answer = await list("listed");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/^application\/json/);
  expect(answer.json).toEqual({ name: "listed", tags: ["1.10", "1.9", "B", "a", "b", "built"] });
  expect(answer.headers.link).toBeUndefined();
});

test("the tags of an unknown repository MUST be answered with 404", async () => {
  const answer = await list("unknown");
  expect([answer.status, codesOf(answer)]).toEqual([404, ["NAME_UNKNOWN"]]);
});

test("a repository without tags has an empty list", async () => {
  const image = imageToPush("untagged");
  await push("untagged", image.digest, image);
  expect((await list("untagged")).json).toEqual({ name: "untagged", tags: [] });
});

test("n MUST limit the tags, and a Link MUST lead to the next ones until there are no more", async () => {
  await pushTags("paged", ["1", "2", "3", "4", "5"]);
  const pages: string[][] = [];
  let next: string | undefined = "/v2/paged/tags/list?n=2";
  while (next !== undefined) {
    const answer = await call("GET", next);
    pages.push(tagsOf(answer));
    next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.link ?? "")?.[1];
  }
  expect(pages).toEqual([["1", "2"], ["3", "4"], ["5"]]);
});

test("n of zero MUST give an empty list without a Link", async () => {
  await pushTags("zero", ["1"]);
  const answer = await list("zero", "?n=0");
  expect([tagsOf(answer), answer.headers.link]).toEqual([[], undefined]);
});

test("last MUST be left out itself, need not be a tag, and needs no n", async () => {
  await pushTags("last", ["a", "c", "e"]);
  expect(tagsOf(await list("last", "?last=c"))).toEqual(["e"]);
  expect(tagsOf(await list("last", "?last=b&n=1"))).toEqual(["c"]);
  expect(tagsOf(await list("last", "?last=z"))).toEqual([]);
});

test("an n that is not a number is refused", async () => {
  await pushTags("number", ["1"]);
  for (const n of ["x", "-1", "1.5", ""]) expect((await list("number", `?n=${n}`)).status).toBe(400);
});

async function refer(repository: string, note: string, artifactType: string | undefined, subject: Uint8Array) {
  const fields = {
    subject: descriptorOf(subject, OCI_MANIFEST),
    annotations: { note },
    ...(artifactType !== undefined && { artifactType }),
  };
  const image = imageToPush(note, { fields });
  expect((await push(repository, image.digest, image)).status).toBe(201);
  return image;
}

test("referrers MUST be answered with 200 and an index of the manifests that have the subject", async () => {
  const base = imageToPush("base");
  await push("referred", "1", base);
  const signature = await refer("referred", "signature", "application/x-signature", base.manifest);
  const typeless = await refer("referred", "typeless", undefined, base.manifest);
  await refer("referred", "other", "application/x-signature", signature.manifest);
  const answer = await call("GET", `/v2/referred/referrers/${base.digest}`);
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, OCI_INDEX]);
  expect(answer.json).toEqual({
    schemaVersion: 2,
    mediaType: OCI_INDEX,
    manifests: [
      // MUST have the manifest's own type and annotations, or else the type of its configuration.
      {
        ...descriptorOf(signature.manifest, OCI_MANIFEST),
        artifactType: "application/x-signature",
        annotations: { note: "signature" },
      },
      {
        ...descriptorOf(typeless.manifest, OCI_MANIFEST),
        artifactType: "application/vnd.oci.image.config.v1+json",
        annotations: { note: "typeless" },
      },
    ],
  });
});

test("an index may refer, too, and has no type if it declares none", async () => {
  const subject = descriptorOf(Buffer.from("subject"), OCI_MANIFEST);
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [], subject }));
  expect((await pushManifest("indexes", digestOf(index), index, OCI_INDEX)).headers["oci-subject"]).toBe(
    subject.digest,
  );
  const answer = await call("GET", `/v2/indexes/referrers/${subject.digest}`);
  expect(answer.json).toMatchObject({ manifests: [descriptorOf(index, OCI_INDEX)] });
  expect(JSON.stringify(answer.json)).not.toContain("artifactType");
});

test("referrers MUST NOT be answered with 404, and MUST be empty if there are none", async () => {
  for (const repository of ["referred", "never-seen"]) {
    const answer = await call("GET", `/v2/${repository}/referrers/${digestOf("nothing")}`);
    expect([answer.status, answer.json]).toEqual([200, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] }]);
  }
});

test("referrers of an invalid digest MUST be answered with 400", async () => {
  const answer = await call("GET", "/v2/referred/referrers/sha256:x");
  expect([answer.status, codesOf(answer)]).toEqual([400, ["DIGEST_INVALID"]]);
});

test("referrers filtered by artifactType MUST say so in OCI-Filters-Applied", async () => {
  const subject = Buffer.from("filtered");
  const chart = await refer("filtered", "chart", "application/x-chart", subject);
  await refer("filtered", "sbom", "application/x-sbom", subject);
  const url = `/v2/filtered/referrers/${digestOf(subject)}`;
  const answer = await call("GET", `${url}?artifactType=application/x-chart`);
  expect(answer.headers["oci-filters-applied"]).toBe("artifactType");
  expect(answer.json).toMatchObject({ manifests: [{ digest: chart.digest }] });
  expect((answer.json as { manifests: unknown[] }).manifests).toHaveLength(1);
  expect((await call("GET", url)).headers["oci-filters-applied"]).toBeUndefined();
});
