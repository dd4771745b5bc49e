import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CacheMount } from "#contract/cacheMount.ts";
import { problem } from "#contract/problem.ts";
import * as api from "../../api/client.ts";
import { refused, succeeded } from "../../api/result.ts";
import { clearCacheMount, loadCacheMounts, useCacheMounts } from "./cacheMounts.ts";

vi.mock("../../api/client.ts");

const mount: CacheMount = { id: "1", key: "/root/.npm", bytes: 5, usedAt: 0 };

beforeEach(() => {
  vi.resetAllMocks();
  useCacheMounts.setState({}, true);
  vi.mocked(api.listCacheMounts).mockResolvedValue(succeeded({ mounts: [mount] }));
});

describe("the cache mounts", () => {
  it("are listed again after one was cleared", async () => {
    await loadCacheMounts();
    expect(useCacheMounts.getState().mounts).toEqual([mount]);
    vi.mocked(api.clearCacheMount).mockResolvedValue(succeeded(undefined));
    vi.mocked(api.listCacheMounts).mockResolvedValue(succeeded({ mounts: [] }));
    await clearCacheMount("1");
    expect(useCacheMounts.getState().mounts).toEqual([]);
  });

  it("stay listed with the problem if one can't be cleared, until it can", async () => {
    await loadCacheMounts();
    vi.mocked(api.clearCacheMount).mockResolvedValue(refused(problem("cache-mount/in-use", "A build is running.")));
    await clearCacheMount("1");
    expect(useCacheMounts.getState()).toMatchObject({ mounts: [mount], problem: { code: "cache-mount/in-use" } });
    await loadCacheMounts();
    expect(useCacheMounts.getState().problem).toBeUndefined();
  });

  it("are listed again if one is already gone", async () => {
    vi.mocked(api.clearCacheMount).mockResolvedValue(refused(problem("cache-mount/not-found", "Not here.")));
    vi.mocked(api.listCacheMounts).mockResolvedValue(succeeded({ mounts: [] }));
    await clearCacheMount("1");
    expect(useCacheMounts.getState()).toEqual({ mounts: [] });
  });
});
