import { loadMonaco } from "./loadMonaco.ts";
import type { DiffTexts } from "./openTextDiff.ts";

/** Shows the difference of two texts in `host`. The answer takes it away. */
export type OpenTextDiff = (host: HTMLElement, texts: DiffTexts) => () => void;

/** The diff editor comes after the library's other parts, and only for those who look at a difference. */
export async function loadTextDiff(): Promise<OpenTextDiff> {
  const monaco = await loadMonaco();
  const { openTextDiff } = await import("./openTextDiff.ts");
  return (host, texts) => openTextDiff(monaco, host, texts);
}
