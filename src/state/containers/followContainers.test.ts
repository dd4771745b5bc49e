import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Container, ContainerEvent } from "#contract/container.ts";
import * as api from "../../api/containers.ts";
import { succeeded } from "../../api/result.ts";
import { containerOf } from "./containerFixture.ts";
import { useContainers } from "./containers.ts";
import { followContainers } from "./followContainers.ts";

vi.mock("../../api/containers.ts");

const names = () => useContainers.getState().containers.map(({ name }) => name);

/** Follows the containers of a server that answers only when it is told to. */
function followed() {
  const lists: ((containers: Container[]) => void)[] = [];
  vi.mocked(api.listContainers).mockImplementation(
    () => new Promise((resolve) => lists.push((containers) => resolve(succeeded({ containers })))),
  );
  const server: { tell?: (event: ContainerEvent) => void; connect?: (connected: boolean) => void } = {};
  vi.mocked(api.watchContainers).mockImplementation((tell, connect) => {
    Object.assign(server, { tell, connect });
    return new Promise(() => {});
  });
  followContainers();
  return { lists, tell: (event: ContainerEvent) => server.tell?.(event), connect: () => server.connect?.(true) };
}

beforeEach(() => {
  vi.useFakeTimers();
  useContainers.setState({ phase: "loading", containers: [] }, true);
});
afterEach(() => vi.useRealTimers());

it("keeps what was told while a list was on its way", async () => {
  const { lists, tell, connect } = followed();
  connect();
  tell({ type: "changed", container: containerOf("new", 2) });
  tell({ type: "removed", id: "gone" });
  lists[0]?.([containerOf("gone", 1), containerOf("old", 0)]);
  await vi.waitFor(() => expect(useContainers.getState().phase).toBe("ready"));
  expect(names()).toEqual(["new", "old"]);
});

it("drops a list that comes after one that was asked for later", async () => {
  const { lists, connect } = followed();
  connect();
  connect();
  lists[1]?.([containerOf("new", 1)]);
  await vi.waitFor(() => expect(names()).toEqual(["new"]));
  lists[0]?.([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(names()).toEqual(["new"]);
});
