import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { codesOf, descriptorOf, imageToPush, sharedRegistry } from "./registryFixture.ts";

const registry = sharedRegistry();
const { call, build, push, pushBlob } = registry;
const has = async (url: string) => (await call("HEAD", url)).status === 200;
const stored = (ref: string) => registry.test.services.images.get(DEFAULT_OWNER, ref);

test("DELETE of a tag MUST answer 202, and removes it here and in the workspace", async () => {
  const image = imageToPush("tag");
  await push("tag", "1", image);
  await push("tag", "2", image);
  expect((await call("DELETE", "/v2/tag/manifests/1")).status).toBe(202);
  expect(await has("/v2/tag/manifests/1")).toBe(false);
  expect(await has("/v2/tag/manifests/2")).toBe(true);
  // The manifest itself stays while something refers to it.
  expect(await has(`/v2/tag/manifests/${image.digest}`)).toBe(true);
  expect(stored(image.id)?.tags).toEqual(["localhost:8080/tag:2"]);
});

test("DELETE of a manifest MUST answer 202, and its tags and its image go with it", async () => {
  const image = imageToPush("manifest");
  for (const tag of ["1", "2"]) await push("manifest", tag, image);
  expect((await call("DELETE", `/v2/manifest/manifests/${image.digest}`)).status).toBe(202);
  for (const reference of ["1", "2", image.digest])
    expect(await has(`/v2/manifest/manifests/${reference}`)).toBe(false);
  expect(stored(image.id)).toBeUndefined();
});

test("an image that was built here can be deleted by tag and by digest, as with the API", async () => {
  build("built:1");
  expect((await call("DELETE", "/v2/built/manifests/1")).status).toBe(202);
  expect(stored("built:1")).toBeUndefined();
  const { manifestDigest } = build("built:2");
  expect((await call("DELETE", `/v2/built/manifests/${manifestDigest}`)).status).toBe(202);
  expect(stored("built:2")).toBeUndefined();
});

test("a name that a build took over stays with the build if the pushed manifest is deleted", async () => {
  const image = imageToPush("taken");
  await push("taken", "1", image);
  const built = build("localhost:8080/taken:1");
  expect((await call("DELETE", `/v2/taken/manifests/${image.digest}`)).status).toBe(202);
  expect(stored("localhost:8080/taken:1")?.id).toBe(built.id);
});

test("only the repository's own names go with a manifest", async () => {
  const { manifestDigest, id } = build("shared-a:1");
  await call("POST", routes.imageTags("shared-a:1"), {
    headers: { "content-type": "application/json" },
    body: '{"tag":"shared-b:1"}',
  });
  expect((await call("DELETE", `/v2/shared-a/manifests/${manifestDigest}`)).status).toBe(202);
  expect(stored(id)?.tags).toEqual(["shared-b:1"]);
});

test("DELETE of a manifest, a tag, or a repository that is not found MUST answer 404", async () => {
  for (const url of ["/v2/tag/manifests/none", `/v2/tag/manifests/${digestOf("x")}`, "/v2/nowhere/manifests/1"]) {
    const answer = await call("DELETE", url);
    expect([answer.status, codesOf(answer)]).toEqual([404, ["MANIFEST_UNKNOWN"]]);
  }
});

test("a manifest that is deleted is no longer among the referrers of its subject", async () => {
  const subject = descriptorOf(Buffer.from("subject"), OCI_MANIFEST);
  const image = imageToPush("referrer", { fields: { subject } });
  await push("referrer", image.digest, image);
  const url = `/v2/referrer/referrers/${subject.digest}`;
  expect((await call("GET", url)).json).toMatchObject({ manifests: [{ digest: image.digest }] });
  await call("DELETE", `/v2/referrer/manifests/${image.digest}`);
  expect((await call("GET", url)).json).toMatchObject({ manifests: [] });
});

test("DELETE of a blob MUST answer 202, and 404 if it is not found", async () => {
  const blob = randomBytes(100);
  await pushBlob("blob", blob);
  await pushBlob("blob-kept", blob);
  const url = `/v2/blob/blobs/${digestOf(blob)}`;
  expect((await call("DELETE", url)).status).toBe(202);
  expect(await has(url)).toBe(false);
  expect(codesOf(await call("DELETE", url))).toEqual(["BLOB_UNKNOWN"]);
  expect(await has(`/v2/blob-kept/blobs/${digestOf(blob)}`)).toBe(true);
});

test("a blob that a manifest or an image needs is not deleted", async () => {
  const image = imageToPush("needed");
  await push("needed", "1", image);
  const built = build("needed:built");
  for (const digest of [digestOf(image.layers[0] ?? ""), digestOf(image.config), built.id, built.layers[0]?.diffId]) {
    const answer = await call("DELETE", `/v2/needed/blobs/${digest}`);
    expect([answer.status, codesOf(answer)]).toEqual([405, ["UNSUPPORTED"]]);
  }
  await call("DELETE", `/v2/needed/manifests/${image.digest}`);
  expect((await call("DELETE", `/v2/needed/blobs/${digestOf(image.config)}`)).status).toBe(202);
});
