import type { RpmPackages } from "../imageChecker/packagesView.ts";

export interface OwnImage {
  readonly dockerfile: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Builds on no image. */
  readonly fromScratch?: true;
  /** What its rpm database has. */
  readonly rpm?: RpmPackages;
}
