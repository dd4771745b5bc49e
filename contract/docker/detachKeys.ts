/** What detaches from a terminal unless `--detach-keys` names other keys. */
export const DETACH_KEYS = "ctrl-p,ctrl-q";

const CONTROL = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

/** Keys as `--detach-keys` names them, as bytes: `ctrl-p,ctrl-q`, `a`, `DEL`. Undefined if one is none. */
export function readDetachKeys(text: string): readonly number[] | undefined {
  const keys = text.split(",").map(byteOf);
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function byteOf(name: string): number | undefined {
  if (/^[\0-\x7f]$/.test(name)) return name.charCodeAt(0);
  if (name === "DEL") return 127;
  const control = /^ctrl-(.)$/.exec(name)?.[1];
  const byte = control === undefined ? -1 : CONTROL.indexOf(control);
  return byte === -1 ? undefined : byte;
}

/** Watches bytes for a sequence of keys. Bytes that may begin it are held back until it is clear. */
export class KeySequence {
  readonly #keys: readonly number[];
  #matched = 0;

  constructor(keys: readonly number[]) {
    this.#keys = keys;
  }

  /** What to pass on, and whether the sequence is complete; bytes after it are dropped. */
  take(bytes: Uint8Array): { readonly passed: Uint8Array; readonly isComplete: boolean } {
    const passed: number[] = [];
    for (const byte of bytes) {
      if (byte === this.#keys[this.#matched]) {
        this.#matched += 1;
        if (this.#matched === this.#keys.length) return { passed: Uint8Array.from(passed), isComplete: true };
        continue;
      }
      passed.push(...this.#keys.slice(0, this.#matched));
      this.#matched = byte === this.#keys[0] ? 1 : 0;
      if (this.#matched === 0) passed.push(byte);
    }
    return { passed: Uint8Array.from(passed), isComplete: false };
  }
}
