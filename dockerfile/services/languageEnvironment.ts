/** What the services may know beside the text; all of it optional. */
export interface LanguageEnvironment {
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Platform to build for. */
  readonly platform?: string;
  /** References of images that are at hand. */
  readonly images?: readonly string[];
  /** Paths in the context, folders with a slash at their end. */
  readonly contextPaths?: readonly string[];
  /** Address of the context's folder, with a slash at its end: what its files' links begin with. */
  readonly contextUri?: string;
  /** Environment (`NAME=value`) of an image, where it is known. */
  readonly imageEnv?: (name: string) => readonly string[] | undefined;
  /** What to tell of an image, in Markdown. */
  readonly describeImage?: (name: string) => string | undefined;
}
