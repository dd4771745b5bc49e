/** What the doctor says about one thing. */
export interface Finding {
  readonly state: "ok" | "warning" | "problem";
  readonly about: string;
  /** What was seen, one sentence. */
  readonly saw: string;
  /** What to do about it, one sentence. */
  readonly fix?: string;
}

export function ok(about: string, saw: string): Finding {
  return { state: "ok", about, saw };
}

export function warning(about: string, saw: string, fix: string): Finding {
  return { state: "warning", about, saw, fix };
}

export function problem(about: string, saw: string, fix?: string): Finding {
  return { state: "problem", about, saw, ...(fix !== undefined && { fix }) };
}
