import { expect, test } from "vitest";
import { textFile } from "#contract/workspaceFiles.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { planRequestOf, withFolders } from "./planRequestOf.ts";

const settings = { dockerfile: "Dockerfile", tag: "t", target: "", buildArgs: [], platform: "" };
const files = [textFile("Dockerfile", "FROM base\nCOPY --from=lib a /\n"), textFile("lib/a", "1"), textFile("b", "2")];

test("the plan of a lesson's goal has the named contexts of the workspace, as they are after the edit", () => {
  const namedContexts = [
    { name: "lib", type: "folder" as const, source: "lib" },
    { name: "base", type: "image" as const, source: "busybox:1" },
    { name: "", type: "folder" as const, source: "" },
  ];
  const asked = planRequestOf({ files, settings: { ...settings, namedContexts } }, { append: { "lib/a": "+" } });
  if (asked === undefined) throw new Error("there is a Dockerfile");
  const contexts = openContextStore(openBlobStore(temporaryFolder()));
  const lib = contexts.fromFiles([{ path: "a", text: "1+", mode: 0o644 }]).digest;
  expect(withFolders(asked, contexts, undefined).namedContexts).toEqual({ lib, base: "docker-image://busybox:1" });
});

test("it is of the builder that built last, which has the cache; else of the workspace's", () => {
  const asked = planRequestOf({ files, settings: { ...settings, builder: "buildkit", noCache: ["x"] } }, "none");
  if (asked === undefined) throw new Error("there is a Dockerfile");
  const contexts = openContextStore(openBlobStore(temporaryFolder()));
  expect(withFolders(asked, contexts, undefined)).toMatchObject({ builder: "buildkit", noCacheFilter: ["x"] });
  expect(withFolders(asked, contexts, "desk").builder).toBe("desk");
});
