import type { LayerFiles, Stack, Waste, WasteGroup } from "#contract/image.ts";
import type { Leftover } from "#contract/imageLeftovers.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import type { DeadFix } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import { loadLayerFiles, useImage } from "../image/image.ts";
import { askLanguageCore } from "../language/languageCore.ts";
import type { Link } from "../selection/selectionLinks.ts";
import { type FixedFile, fixedFiles } from "./fixedFiles.ts";
import { fixRequest, lineOf, savedBytes } from "./fixRequest.ts";

/** A fix that is ready to be shown, tried, and applied. */
export interface OfferedFix {
  readonly fix: DeadFix;
  readonly files: readonly FixedFile[];
  /** Bytes, as far as they are known without a build. */
  readonly saved: number;
  /** What the image lacks then, absolute: a path and all below it. */
  readonly removes: readonly string[];
}

/** What the lines of the Dockerfile have to do with the image. */
export interface FixedImage {
  readonly content: Pick<WorkspaceContent, "files" | "settings">;
  readonly stack: Stack;
  readonly links: readonly Link[];
}

/** The fix for a part of the dead bytes, for the current text. */
export async function offerDeadFix(
  group: WasteGroup,
  waste: Waste,
  { content: { files, settings }, stack, links }: FixedImage,
): Promise<OfferedFix | undefined> {
  const text = dockerfileText({ files, settings });
  if (text === undefined) return undefined;
  const hidingFiles = await layerFilesOf(stack.image, group.hiddenBy);
  const contextPaths = contextPathsOf(files);
  const request = fixRequest({ group, waste, stack, links, hidingFiles, contextPaths });
  const fix = request && (await askLanguageCore("deadFix", { text, request }));
  const changed = fix && fixedFiles(fix, files, settings.dockerfile);
  return changed && { fix, files: changed, saved: savedBytes(fix, group, { waste, stack, links }), removes: [] };
}

/** The fix for what the image shows and does not need, for the current text. */
export async function offerLeftoverFix(
  { code, path, layer, bytes }: Leftover,
  { content: { files, settings }, stack, links }: FixedImage,
): Promise<OfferedFix | undefined> {
  const text = dockerfileText({ files, settings });
  const storedAt = lineOf(layer, stack, links);
  if (text === undefined || storedAt === undefined) return undefined;
  const request = { code, path, storedAt, contextPaths: contextPathsOf(files) };
  const fix = await askLanguageCore("leftoverFix", { text, request });
  const changed = fix && fixedFiles(fix, files, settings.dockerfile);
  return changed && { fix, files: changed, saved: bytes, removes: [path] };
}

/** Whoever asked for them first; undefined if they can't be loaded. */
async function layerFilesOf(image: Digest, layer: number): Promise<LayerFiles | undefined> {
  await loadLayerFiles(image, layer);
  const known = () => useImage.getState().facts[image]?.layerFiles[layer];
  if (known()?.phase === "loading") {
    await new Promise<void>((resolve) => {
      const stop = useImage.subscribe(() => {
        if (known()?.phase === "loading") return;
        stop();
        resolve();
      });
    });
  }
  const files = known();
  return files?.phase === "ready" ? files.value : undefined;
}

function dockerfileText({ files, settings }: FixedImage["content"]): string | undefined {
  const dockerfile = files.find(({ path }) => path === settings.dockerfile);
  return dockerfile?.kind === "text" ? dockerfile.text : undefined;
}

function contextPathsOf(files: FixedImage["content"]["files"]): string[] {
  return files.filter(({ kind }) => kind !== "folder").map(({ path }) => path);
}
