import type { Fill } from "./mapColors.ts";
import type { MapShape } from "./mapShapes.ts";

/** A shape as it is drawn. */
export interface DrawnShape {
  readonly shape: MapShape;
  readonly fill: Fill;
  /** Its name, cut to fit; absent if there is no room. */
  readonly text?: string | undefined;
  readonly mark?: "pointed" | "chosen" | undefined;
}

const LABEL = "600 11px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
/** How strong the lines of a pattern are. */
const LINES = 0.35;

/** Draws all shapes, those that lie in others after them. A canvas takes a fifth of the time of as many elements. */
export function drawMap(canvas: HTMLCanvasElement, shapes: readonly DrawnShape[], center: string | undefined): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const ratio = devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  context.font = LABEL;
  const colors = colorsOf(canvas);
  const patterns = new Map<string, CanvasPattern | string>();
  context.lineWidth = 1;
  for (const { shape, fill, text } of shapes) {
    const path = new Path2D(shape.path);
    const known = patterns.get(fill.word) ?? patternOf(context, fill, colors);
    patterns.set(fill.word, known);
    context.fillStyle = known;
    context.fill(path);
    context.strokeStyle = colors("var(--surface)");
    context.stroke(path);
    if (text !== undefined && shape.label)
      drawLabel(context, text, shape.label, [colors(fill.ground), colors(fill.ink)]);
  }
  for (const { shape, mark } of shapes) {
    if (mark === undefined) continue;
    context.lineWidth = mark === "chosen" ? 3 : 1.5;
    context.strokeStyle = colors(mark === "chosen" ? "var(--accent)" : "var(--ink)");
    context.stroke(new Path2D(shape.path));
  }
  if (center === undefined) return;
  context.fillStyle = colors("var(--ink)");
  context.textAlign = "center";
  context.fillText(center, width / 2, height / 2 + 4);
}

/** Of what is drawn last at a place. Pixels. */
export function shapeAt<Shape extends Pick<MapShape, "path">>(
  canvas: HTMLCanvasElement,
  shapes: readonly Shape[],
  { x, y }: { readonly x: number; readonly y: number },
): Shape | undefined {
  const context = canvas.getContext("2d");
  // The drawing is scaled, and so are the points it is asked about.
  const ratio = devicePixelRatio;
  return shapes.findLast(({ path }) => context?.isPointInPath(new Path2D(path), x * ratio, y * ratio) === true);
}

/** Its ground hides the lines of the pattern under it. */
function drawLabel(
  context: CanvasRenderingContext2D,
  text: string,
  { x, y }: NonNullable<MapShape["label"]>,
  [ground, ink]: readonly [string, string],
): void {
  context.fillStyle = ground;
  context.fillRect(x - 2, y - 10, context.measureText(text).width + 4, 13);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

function patternOf(
  context: CanvasRenderingContext2D,
  { ground, ink, tile }: Fill,
  colors: (color: string) => string,
): CanvasPattern | string {
  const ratio = devicePixelRatio;
  const canvas = new OffscreenCanvas(Math.round(tile.width * ratio), Math.round(tile.height * ratio));
  const lines = canvas.getContext("2d");
  if (lines === null) return colors(ground);
  lines.scale(ratio, ratio);
  lines.fillStyle = colors(ground);
  lines.fillRect(0, 0, tile.width, tile.height);
  lines.globalAlpha = LINES;
  lines.strokeStyle = colors(ink);
  lines.lineWidth = tile.dot ?? 1;
  lines.lineCap = tile.dot === undefined ? "butt" : "round";
  lines.stroke(new Path2D(tile.path));
  const pattern = context.createPattern(canvas, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? colors(ground);
}

/** Canvases don't know the variables of CSS. */
function colorsOf(element: Element): (color: string) => string {
  const style = getComputedStyle(element);
  return (color) => color.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
}
