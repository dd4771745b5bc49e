import type { OwnServer } from "#server/oci/distribution/protocol/ownServer.ts";
import type { Credentials, RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { ImportOptions } from "./transfers.ts";

/** The settings of the operator, and limits in bytes. */
export interface TransferOptions {
  /** The data folder. */
  readonly dir: string;
  readonly registry: RegistrySettings;
  /** Of the unpacked layers of one image, and of everything that is kept. */
  readonly imageBytes: number;
  readonly keptBytes: number;
}

/** For whom a registry is asked. */
export interface Asker {
  readonly owner: string;
  /** Whether they may do what the operator may. */
  readonly asOperator: boolean;
  readonly own: OwnServer;
}

interface OwnerJob extends Asker {
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
  | ({ readonly kind: "login"; readonly registry: string; readonly credentials: Credentials } & Asker);

/**
 * The registry settings for what a person asks for. A registry that the operator names may be in a private network, but
 * can't lead elsewhere in it. The operator's passwords pull for everybody and push for nobody else.
 */
export function settingsFor(
  { registry }: Pick<TransferOptions, "registry">,
  { kind, asOperator, own }: Asker & Pick<TransferJob, "kind">,
  logins: Readonly<Record<string, Credentials>>,
): RegistrySettings {
  const allowPrivate = registry.allowPrivate === true ? true : asOperator ? "itself" : false;
  return { ...registry, allowPrivate, withholdCredentials: kind !== "pull" && !asOperator, logins, own };
}
