import { beforeEach, expect, it, vi } from "vitest";
import type { WorkspaceSettings } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import * as api from "../../api/client.ts";
import { succeeded } from "../../api/result.ts";
import { digestOf } from "./buildFixture.ts";
import type { BuildInput } from "./buildRequest.ts";
import { sendContexts } from "./sendContexts.ts";
import { contextsAtServer, forgetContext } from "./sentContext.ts";

vi.mock("../../api/client.ts");

const settings: WorkspaceSettings = {
  ...{ dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
  namedContexts: [
    { name: "lib", type: "folder", source: "lib" },
    { name: "base", type: "image", source: "busybox" },
  ],
};
const input: BuildInput = { files: [textFile("Dockerfile", "FROM base\n"), textFile("lib/a", "1")], settings };
const named = { lib: digestOf("2"), base: "docker-image://busybox" };
const { signal } = new AbortController();
const paths = () => vi.mocked(api.createContext).mock.calls.map(([{ files }]) => files.map(({ path }) => path));

beforeEach(() => {
  vi.resetAllMocks();
  forgetContext();
  vi.mocked(api.createContext).mockImplementation(async ({ files }) =>
    succeeded({ digest: digestOf(String(files.length === 2 ? 1 : 2)), files: [] }),
  );
});

it("sends the files, and each folder that has a name", async () => {
  const sent = await sendContexts(input, signal);
  expect(sent).toEqual(succeeded({ context: digestOf("1"), namedContexts: named }));
  expect(paths()).toEqual([["Dockerfile", "lib/a"], ["a"]]);
});

it("sends a folder for a forecast only once it changed", async () => {
  const context = { digest: digestOf("1"), files: input.files };
  const edited = { ...input, files: [textFile("Dockerfile", "FROM base\nRUN true\n"), ...input.files.slice(1)] };
  for (const now of [input, edited])
    expect(await contextsAtServer(now, context, signal)).toEqual({ context: digestOf("1"), namedContexts: named });
  expect(paths()).toEqual([["a"]]);
  await contextsAtServer({ ...input, files: [textFile("lib/a", "2")] }, context, signal);
  expect(paths()).toHaveLength(2);
});
