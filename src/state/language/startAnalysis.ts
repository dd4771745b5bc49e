import { filledContexts, imageOf } from "#contract/namedContextRows.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { HADOLINT_FILES } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { askLanguage, listenForNews } from "../../language/askLanguage.ts";
import type { AnalyzeInput } from "../../language/checkInput.ts";
import { pathsWithFolders } from "../../lib/contextPath.ts";
import { useBaseImages } from "../image/baseImages.ts";
import { useImageNames } from "../image/imageNames.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { ignoreFile } from "../workspace/workspaceFiles.ts";
import { setAnalysis } from "./analysis.ts";
import { startShellCheck } from "./startShellCheck.ts";

/** Pause after a keystroke before the Dockerfile is analyzed, in milliseconds. */
const ANALYZE_AFTER_MS = 120;

let analyzing: () => Promise<void> = () => Promise.resolve();

/** Analyzes what is typed now without the usual pause; resolves when it is done. */
export const analyzeNow = (): Promise<void> => analyzing();

/** Call once: keeps the analysis in sync with the Dockerfile. One question at a time, the newest text wins. */
export function startAnalysis(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let asked: AnalyzeInput | undefined;

  let running = Promise.resolve();
  const run = (): Promise<void> => {
    const input = analyzeInput();
    if (!asking && !(asked && same(asked, input))) running = analyze(input);
    return running;
  };
  analyzing = run;

  const analyze = async (input: AnalyzeInput): Promise<void> => {
    asking = true;
    asked = input;
    try {
      setAnalysis(await askLanguage("analyze", input), input.text);
    } catch (cause) {
      // The page works without it; the last analysis stays.
      // biome-ignore lint/suspicious/noConsole: the only trace of a defect of ours in the browser
      console.error(cause);
    }
    asking = false;
    if (!asked || !same(input, analyzeInput())) await run();
  };

  const again = () => {
    asked = undefined;
    void run();
  };
  listenForNews(again);
  startShellCheck(again);

  useBaseImages.subscribe(({ unavailable }, before) => {
    if (unavailable !== before.unavailable) void run();
  });
  useWorkspace.subscribe(({ content, phase }, before) => {
    if (content === before.content && phase === before.phase) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), before.phase === "loading" ? 0 : ANALYZE_AFTER_MS);
  });
  if (useWorkspace.getState().phase !== "loading") void run();
}

/** The input to analyze, from the current workspace. */
export function analyzeInput(): AnalyzeInput {
  return inputOf(useWorkspace.getState().content);
}

function inputOf({ files, settings }: WorkspaceContent): AnalyzeInput {
  return {
    text: findFile(files, settings.dockerfile)?.text ?? "",
    buildArgs: Object.fromEntries(settings.buildArgs.map(({ name, value }) => [name, value])),
    target: settings.target,
    platform: settings.platform,
    contexts: filledContexts(settings.namedContexts).map(({ name, type, source }) => ({
      name,
      ...(type === "image" && { image: imageOf(source) }),
    })),
    dockerignore: ignoreFile(files, settings.dockerfile)?.text,
    contextPaths: pathsWithFolders(files),
    images: { unavailable: useBaseImages.getState().unavailable, stored: useImageNames.getState().names },
    hadolint: HADOLINT_FILES.map((path) => findFile(files, path)?.text).find((text) => text !== undefined),
  };
}

function same(a: AnalyzeInput, b: AnalyzeInput): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
