import { create } from "zustand";
import type { ImageDifferences } from "#contract/imageLeftovers.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Problem } from "#contract/problem.ts";
import type { Files } from "#contract/workspaceFiles.ts";
import { cancelBuild, startBuild } from "../../api/client.ts";
import { type Result, refused, succeeded } from "../../api/result.ts";
import { getDifferences } from "../../api/waste.ts";
import { type BuildInput, buildRequestOf, dockerfileTextOf } from "../build/buildRequest.ts";
import { followToEnd } from "../build/followToEnd.ts";
import { sendContexts } from "../build/sendContexts.ts";
import { writeText } from "../workspace/workspaceFiles.ts";
import type { OfferedFix } from "./offeredFix.ts";
import { type TrialResult, trialResult } from "./trialResult.ts";

/** A build of a fix that is not applied, in the background: what is shown stays. */
export type Trial =
  | { readonly phase: "idle" }
  | { readonly phase: "building" | "comparing"; readonly fix: OfferedFix }
  | { readonly phase: "done"; readonly fix: OfferedFix; readonly result: TrialResult }
  | { readonly phase: "failed"; readonly fix: OfferedFix; readonly problem: Problem };

export const useTrial = create<{ readonly trial: Trial }>(() => ({ trial: { phase: "idle" } }));

interface TrialInput {
  readonly input: BuildInput;
  /** The image as it is without the fix. */
  readonly image: Digest;
  readonly fix: OfferedFix;
}

let attempt = new AbortController();
let running: string | undefined;

/** Builds what the files would be with the fix, and compares the two images. */
export async function tryFix({ input, image, fix }: TrialInput): Promise<void> {
  endTrial();
  const { signal } = attempt;
  const show = (trial: Trial) => {
    if (!signal.aborted) useTrial.setState({ trial });
  };
  show({ phase: "building", fix });
  try {
    const built = await buildTrial(input, fix, signal);
    if (!built.ok) return show({ phase: "failed", fix, problem: built.problem });
    show({ phase: "comparing", fix });
    const compared = await compare(image, built.value, fix);
    if (!compared.ok) return show({ phase: "failed", fix, problem: compared.problem });
    show({ phase: "done", fix, result: trialResult(compared.value, fix.files) });
  } catch (cause) {
    if (!signal.aborted) throw cause;
  }
}

/** Cancels what runs, and forgets the result. */
export function endTrial(): void {
  attempt.abort();
  attempt = new AbortController();
  if (running !== undefined) void cancelBuild(running);
  running = undefined;
  useTrial.setState({ trial: { phase: "idle" } });
}

interface TrialImage {
  readonly image: Digest;
  readonly build: string;
}

async function buildTrial(input: BuildInput, fix: OfferedFix, signal: AbortSignal): Promise<Result<TrialImage>> {
  const fixed = fix.files.reduce<Files>((now, { path, after }) => writeText(now, path, after), input.files);
  const settings = { ...input.settings, tag: "" };
  const text = dockerfileTextOf({ files: [...fixed], settings });
  if (typeof text !== "string") return refused(text);
  const context = await sendContexts({ files: [...fixed], settings }, signal);
  if (!context.ok) return context;
  const request = { ...buildRequestOf({ ...input, settings }, text, context.value), trial: true };
  const accepted = await startBuild(request);
  if (!accepted.ok) return accepted;
  if (signal.aborted) void cancelBuild(accepted.value.id);
  else running = accepted.value.id;
  const finished = await endOf(accepted.value.id, signal);
  running = undefined;
  if (!finished.ok) return finished;
  return succeeded({ image: finished.value, build: accepted.value.id });
}

/** The image of a build. Throws if it was canceled. */
async function endOf(build: string, signal: AbortSignal): Promise<Result<Digest>> {
  const end = await followToEnd(build, signal);
  if (!end.ok) return end;
  const last = end.value;
  if (last?.problem !== undefined) return refused(last.problem);
  if (last?.image === undefined) throw new DOMException("The trial was canceled.", "AbortError");
  return succeeded(last.image.id);
}

/** The image of the trial goes with its build, whatever the page does meanwhile. */
async function compare(before: Digest, after: TrialImage, { removes }: OfferedFix): Promise<Result<ImageDifferences>> {
  const differences = await getDifferences(before, after.image, removes);
  await cancelBuild(after.build);
  return differences;
}
