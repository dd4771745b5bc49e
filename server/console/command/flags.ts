import type { CompletionKind } from "./completion.ts";

interface FlagBase {
  /** One letter. */
  readonly short?: string;
  /** As `--help` prints it; lines are wrapped there. */
  readonly description: string;
  /** The name of its value in `--help`, such as `bytes`; otherwise the kind's own. */
  readonly valueName?: string;
  /** Its default as `--help` prints it, if that is not the one of its kind: `"missing"`. */
  readonly shownDefault?: string;
  /** Not listed in `--help`. */
  readonly hidden?: true;
  readonly completes?: CompletionKind | readonly string[];
}

/**
 * A value of another form: `read` returns it, or what is wrong with it in the CLI's words, such as
 * `invalid size: 'abc'`.
 */
export interface ReadValue<T> {
  readonly ok: true;
  readonly value: T;
}
export interface BadValue {
  readonly ok: false;
  readonly message: string;
}

export type FlagSpec =
  /** `--no-trunc`, `--sig-proxy=false`. */
  | (FlagBase & { readonly kind: "boolean"; readonly default?: boolean })
  | (FlagBase & { readonly kind: "string"; readonly default?: string })
  | (FlagBase & { readonly kind: "int"; readonly default?: number })
  /** Given several times. */
  | (FlagBase & { readonly kind: "list" })
  | (FlagBase & { readonly kind: "value"; readonly read: (text: string) => ReadValue<unknown> | BadValue })
  /** One of the real CLI's that is not available here: the command ends with this sentence. Not listed in `--help`. */
  | (FlagBase & { readonly kind: "unsupported"; readonly takesValue: boolean; readonly reason: string })
  /** One of the real CLI's that may be given and changes nothing. */
  | (FlagBase & { readonly kind: "ignored"; readonly takesValue: boolean });

/** By long name, without dashes. */
export type FlagSpecs = Readonly<Record<string, FlagSpec>>;

export type FlagValue<S extends FlagSpec> = S extends { readonly kind: "boolean" }
  ? boolean
  : S extends { readonly kind: "string"; readonly default: string }
    ? string
    : S extends { readonly kind: "string" }
      ? string | undefined
      : S extends { readonly kind: "int"; readonly default: number }
        ? number
        : S extends { readonly kind: "int" }
          ? number | undefined
          : S extends { readonly kind: "list" }
            ? readonly string[]
            : S extends { readonly kind: "value"; readonly read: (text: string) => infer R }
              ? Extract<R, { readonly ok: true }> extends ReadValue<infer T>
                ? T | undefined
                : never
              : undefined;

/** The flags of a command as given, or their defaults. */
export type FlagValues<F extends FlagSpecs> = { readonly [Name in keyof F]: FlagValue<F[Name]> };

/** The value of a boolean as Go's strconv.ParseBool reads it. */
export function readBoolean(text: string): boolean | undefined {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(text)) return true;
  if (["0", "f", "F", "false", "FALSE", "False"].includes(text)) return false;
  return undefined;
}
