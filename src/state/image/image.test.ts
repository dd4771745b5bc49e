import { beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "#contract/problem.ts";
import * as api from "../../api/client.ts";
import { refused, succeeded } from "../../api/result.ts";
import { digestOf, stackOf } from "../build/buildFixture.ts";
import { loadLayerFiles, loadStack, showImage, shownFacts, shownStack, useImage } from "./image.ts";

vi.mock("../../api/client.ts");

const id = digestOf("1");

beforeEach(() => {
  vi.resetAllMocks();
  useImage.setState({ facts: {} }, true);
  vi.mocked(api.getStack).mockResolvedValue(succeeded(stackOf([])));
  vi.mocked(api.getLayerFiles).mockResolvedValue(succeeded({ layer: 0, entries: [], truncated: false, total: 0 }));
});

describe("the image shown", () => {
  it("has its stack as soon as the server sent it", async () => {
    showImage(id);
    expect(shownFacts(useImage.getState())?.stack?.phase).toBe("loading");
    await vi.waitFor(() => expect(shownStack(useImage.getState())).toBeDefined());
  });

  it("is requested once, however often it is viewed", async () => {
    await Promise.all([loadStack(id), loadStack(id), loadLayerFiles(id, 0), loadLayerFiles(id, 0)]);
    expect(api.getStack).toHaveBeenCalledTimes(1);
    expect(api.getLayerFiles).toHaveBeenCalledTimes(1);
  });

  it("can be requested again after a failure", async () => {
    vi.mocked(api.getStack).mockResolvedValueOnce(refused(problem("server/unreachable", "No answer.")));
    await loadStack(id);
    await loadStack(id);
    expect(useImage.getState().facts[id]?.stack?.phase).toBe("ready");
  });

  it("is requested again by itself until the server responds, and the problem is shown until then", async () => {
    vi.useFakeTimers();
    const away = refused(problem("server/unreachable", "No answer."));
    vi.mocked(api.getStack).mockResolvedValueOnce(away).mockResolvedValueOnce(away);
    const lost = digestOf("2");
    const phase = () => useImage.getState().facts[lost]?.stack?.phase;
    showImage(lost);
    await vi.advanceTimersByTimeAsync(1000);
    expect(api.getStack).toHaveBeenCalledTimes(2);
    expect(phase()).toBe("failed");
    await vi.advanceTimersByTimeAsync(2000);
    expect(phase()).toBe("ready");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.getStack).toHaveBeenCalledTimes(3);
    vi.useRealTimers();
  });

  it("is not requested again by itself if the server refused it", async () => {
    vi.useFakeTimers();
    vi.mocked(api.getStack).mockResolvedValueOnce(refused(problem("image/not-found", "Gone.")));
    showImage(digestOf("3"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.getStack).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });

  it("keeps the data of the last few images only", () => {
    for (const digit of "12345678") showImage(digestOf(digit));
    expect(Object.keys(useImage.getState().facts)).toEqual(["5", "6", "7", "8"].map(digestOf));
  });
});
