import { EngineError } from "./engineError.ts";

const DEFAULT = "ctrl-p,ctrl-q";
const CONTROL = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

/** The bytes of `--detach-keys`, such as `ctrl-p,ctrl-q` or `a,b`. Throws an EngineError. */
export function parseDetachKeys(text: string | null): Buffer {
  const keys = text === null || text === "" ? DEFAULT : text;
  return Buffer.from(keys.split(",").map(byteOf));
}

function byteOf(key: string): number {
  if (key.length === 1) return key.charCodeAt(0);
  const control = key.toLowerCase().startsWith("ctrl-") ? CONTROL.indexOf(key.slice(5).toLowerCase()) : -1;
  if (control !== -1 && key.length === 6) return control;
  throw new EngineError(400, `Invalid detach keys provided: Unknown character: '${key}'`);
}

/** Finds the keys in what is typed. What may be their start is held back until the next key shows. */
export class DetachKeys {
  readonly #keys: Buffer;
  #matched = 0;

  constructor(keys: Buffer) {
    this.#keys = keys;
  }

  /** What to pass on, and whether to detach after it. */
  take(typed: Uint8Array): { readonly pass: Buffer; readonly detach: boolean } {
    const pass: number[] = [];
    for (const byte of typed) {
      if (byte !== this.#keys[this.#matched]) {
        pass.push(...this.#keys.subarray(0, this.#matched));
        this.#matched = 0;
      }
      if (byte === this.#keys[this.#matched]) this.#matched += 1;
      else pass.push(byte);
      if (this.#matched === this.#keys.length) return { pass: Buffer.from(pass), detach: true };
    }
    return { pass: Buffer.from(pass), detach: false };
  }
}
