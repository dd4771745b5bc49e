/// <reference types="node" />
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");

const GROUNDS = ["page", "surface", "raised"];
const INKS = ["ink", "ink-second", "ink-third", "accent", "ok", "warning", "error"];
const SYNTAX = ["keyword", "string", "variable", "flag", "comment", "command"].map((name) => `syntax-${name}`);
const ROCKS = ["rock-from", "rock-run", "rock-copy", "rock-add", "rock-workdir", "dead"];

const pairs = [
  ...INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground])),
  ...SYNTAX.flatMap((ink) => ["surface", "line-lit"].map((ground) => [ink, ground])),
  ...["ink", "ink-second", "accent"].map((ink) => [ink, "accent-soft"]),
  ["ink", "line-lit"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ...ROCKS.map((rock) => [`on-${rock}`, rock]),
];

function tokensOf(theme: string): Map<string, string> {
  const start = css.indexOf(`[data-theme="${theme}"]`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", color = ""]) => [name, color]));
}

/** WCAG 2.2: relative luminance of an sRGB color. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"])("the %s tokens", (theme) => {
  const tokens = tokensOf(theme);
  it.each(pairs)("%s is readable on %s", (ink = "", ground = "") => {
    const [front, back] = [tokens.get(ink), tokens.get(ground)];
    if (!front || !back) throw new Error(`No such token: ${ink} or ${ground}`);
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });
});

describe("the style sheets", () => {
  const source = fileURLToPath(new URL("..", import.meta.url));
  const read = (pattern: string) => globSync(pattern, { cwd: source }).map((file) => [file, textOf(file)] as const);
  const textOf = (file: string) => readFileSync(path.join(source, file), "utf8");

  it("use only custom properties that somebody sets", () => {
    const code = read("**/*.{css,ts,tsx}");
    // Set by a style sheet, by a component's style, or by Radix.
    const set = new Set(
      code.flatMap(([, text]) => [...text.matchAll(/(--[\w-]+)["']?\s*[\]:]/g)].map(([, name]) => name)),
    );
    const used = read("**/*.css").flatMap(([file, text]) =>
      [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => ({ file, name })),
    );
    expect(used.length).toBeGreaterThan(500);
    expect(used.filter(({ name }) => !set.has(name) && !name.startsWith("--radix-"))).toEqual([]);
  });
});
