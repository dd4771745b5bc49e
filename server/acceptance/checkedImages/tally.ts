import { type Comparison, together } from "./differences.ts";

/** Counts what was checked, by who made the images. */
export class Tally {
  readonly #makers = new Map<string, { images: Set<string>; compared: Comparison }>();

  /** `images`: something that each of those that were compared has for itself, such as its ID. */
  add(maker: string, images: readonly string[], compared: Comparison): void {
    const known = this.#makers.get(maker) ?? { images: new Set(), compared: together([]) };
    this.#makers.set(maker, {
      images: new Set([...known.images, ...images]),
      compared: together([known.compared, compared]),
    });
  }

  /** A line for each maker. */
  print(): void {
    for (const [maker, { images, compared }] of this.#makers) {
      const { values, differences } = compared;
      const line = `${images.size} images, ${values} values, ${differences.length} differences`;
      process.stdout.write(`checked: ${maker}: ${line}\n`);
    }
  }
}
