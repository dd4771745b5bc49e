import { beforeEach, expect, it, vi } from "vitest";
import * as api from "../../api/client.ts";
import { succeeded } from "../../api/result.ts";
import { useBuild } from "../build/build.ts";
import { digestOf, stackOf } from "../build/buildFixture.ts";
import type { BuildState } from "../build/buildState.ts";
import { useImage } from "./image.ts";
import { showImagesOfBuilds } from "./imageOfBuild.ts";

vi.mock("../../api/client.ts");

const built: BuildState = {
  phase: "done",
  run: { id: "one", stages: [], steps: [], logs: {}, startedAt: 1 },
  finishedAt: 2,
  image: { id: digestOf("1"), tags: [] },
};

beforeEach(() => {
  vi.mocked(api.getStack).mockResolvedValue(succeeded(stackOf([])));
  useImage.setState({ facts: {} }, true);
  useBuild.setState({ build: { phase: "idle" } });
});

it("shows the image of a build that ended before this was loaded", () => {
  useBuild.setState({ build: built });
  const stop = showImagesOfBuilds();
  expect(useImage.getState().shown).toBe(built.image.id);
  stop();
});

it("shows the image of a build that ends later", () => {
  const stop = showImagesOfBuilds();
  expect(useImage.getState().shown).toBeUndefined();
  useBuild.setState({ build: built });
  expect(useImage.getState().shown).toBe(built.image.id);
  stop();
});
