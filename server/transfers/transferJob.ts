import type { Credentials, RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { ImportOptions } from "./transfers.ts";

/** The settings of the operator, and limits in bytes. */
export interface TransferOptions {
  /** The data folder. */
  readonly dir: string;
  readonly registry: RegistrySettings;
  /** Whether the server is for one person, who may do what the operator may. */
  readonly onePerson: boolean;
  /** Of the unpacked layers of one image, and of everything that is kept. */
  readonly imageBytes: number;
  readonly keptBytes: number;
}

interface OwnerJob {
  readonly owner: string;
  readonly reference: string;
  /** The owner's, by registry. */
  readonly logins: Readonly<Record<string, Credentials>>;
}

/** What the thread is asked to do. */
export type TransferJob =
  | ({ readonly kind: "pull"; readonly platform?: string } & OwnerJob)
  | ({ readonly kind: "push" } & OwnerJob)
  | { readonly kind: "load"; readonly owner: string }
  | { readonly kind: "import"; readonly owner: string; readonly options: ImportOptions }
  | { readonly kind: "login"; readonly registry: string; readonly credentials: Credentials };

/**
 * The registry settings for what a person asks for. On a server for one person, a registry that they name may be in a
 * private network, but can't lead elsewhere in it. The operator's passwords pull for everybody and push for nobody else.
 */
export function settingsFor(
  { registry, onePerson }: Pick<TransferOptions, "registry" | "onePerson">,
  kind: TransferJob["kind"],
  logins: Readonly<Record<string, Credentials>>,
): RegistrySettings {
  const allowPrivate = registry.allowPrivate === true ? true : onePerson ? "itself" : false;
  return { ...registry, allowPrivate, withholdCredentials: kind !== "pull" && !onePerson, logins };
}
