/** A repository as a client names it. */
export interface Place {
  readonly workspace: string;
  /** `team/app`. */
  readonly repository: string;
  /** The registry's own name in the request, lowercase: `localhost:8080`. */
  readonly host: string;
}
