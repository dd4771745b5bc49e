const NAMED: Readonly<Record<string, number>> = { "@": 0, "[": 27, "\\": 28, "]": 29, "^": 30, _: 31 };

/** Keys as `--detach-keys` names them: `ctrl-p,ctrl-q`, `a`. Undefined if invalid. */
export function readKeys(text: string): readonly number[] | undefined {
  const keys = text.split(",").map((name) => {
    const control = /^ctrl-(.)$/.exec(name)?.[1];
    if (control === undefined) return name.length === 1 ? name.charCodeAt(0) : undefined;
    return /[a-z]/.test(control) ? control.charCodeAt(0) - 96 : NAMED[control];
  });
  return keys.every((key) => key !== undefined) ? keys : undefined;
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
