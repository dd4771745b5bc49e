import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";

/** Why Live waits although it is on. */
export type LivePause = "loading" | "offline" | "hidden" | "shared" | "builder" | "room";

/** What Live does. */
export type LiveStatus =
  | { readonly phase: "off" }
  | { readonly phase: "paused"; readonly why: LivePause }
  /** What is typed can't be built: the checks find so many errors. */
  | { readonly phase: "errors"; readonly count: number }
  | { readonly phase: "building" }
  /** The image on the page is of what is typed. */
  | { readonly phase: "current" }
  | { readonly phase: "failed" }
  /** Something of it would take long: the person decides. */
  | { readonly phase: "held"; readonly problem: Problem }
  | { readonly phase: "refused"; readonly problem: Problem };

/** Whether each pause in typing is built, and what comes of it. */
export const useLive = create<{ readonly status: LiveStatus }>(() => ({ status: { phase: "off" } }));

export const isLive = (): boolean => useLive.getState().status.phase !== "off";
