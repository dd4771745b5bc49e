/** Says for which owner Strata's registry client asks Strata's own registry. */
export const PASS_HEADER = "strata-pass";

/** This server itself, whose registry has images of several owners. */
export interface OwnServer {
  /** Undefined until it listens. */
  port?: number | undefined;
  /** Says for which owner a request is. Without it nothing is asked: the server would take it for another's. */
  readonly pass?: string;
}
