import { readStored, writeStored } from "../../lib/storage.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { isLive, useLive } from "./liveStatus.ts";

/** Workspaces in which it is on; the last ones, as nobody removes others. */
const KEY = "strata.live";
const KEPT = 50;
const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === "string");

/** The first workspace of a server has no ID yet when the page is opened without it. */
const openId = (): string => useOpenWorkspace.getState().id ?? "";
const remembered = (): readonly string[] => readStored(KEY, isIds) ?? [];

const loop = () => import("./followLive.ts").then(({ followLive }) => followLive());

/** Call once, with the workspace open: each workspace remembers whether it is on. */
export function startLive(): void {
  const follow = () => turn(remembered().includes(openId()));
  useOpenWorkspace.subscribe(({ id }, before) => id !== before.id && follow());
  follow();
}

export function toggleLive(): void {
  const id = openId();
  const on = !isLive();
  const others = remembered().filter((one) => one !== id);
  writeStored(KEY, on ? [...others, id].slice(-KEPT) : others);
  turn(on);
}

/** Lets what is held back run, once. */
export function runHeldBack(): void {
  if (useLive.getState().status.phase === "held") void loop().then(({ runHeldBack: run }) => run());
}

function turn(on: boolean): void {
  if (on === isLive()) return;
  useLive.setState({ status: on ? { phase: "paused", why: "loading" } : { phase: "off" } });
  void loop().then(({ turned }) => turned());
}
