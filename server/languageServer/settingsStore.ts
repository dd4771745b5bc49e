import type { Connection } from "vscode-languageserver/node";
import { readSettings, type Settings } from "./settings.ts";

/** The settings of each document: requested from the client and cached until they change, or pushed by it. */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #canAsk: boolean;
  readonly #kept = new Map<string, Promise<Settings>>();
  #sent: Settings;

  constructor(connection: Connection, canAsk: boolean, initial: unknown) {
    this.#connection = connection;
    this.#canAsk = canAsk;
    this.#sent = readSettings(initial);
  }

  of(uri: string): Promise<Settings> {
    if (!this.#canAsk) return Promise.resolve(this.#sent);
    const kept = this.#kept.get(uri) ?? this.#ask(uri);
    this.#kept.set(uri, kept);
    return kept;
  }

  /** Clients that can't be asked push all of them. */
  changed(settings: unknown): void {
    this.#kept.clear();
    if (!this.#canAsk) this.#sent = readSettings(settings);
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }

  async #ask(uri: string): Promise<Settings> {
    try {
      const answer: unknown = await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: "strata" });
      // Without such a section, the settings from the start remain.
      return answer === null || answer === undefined ? this.#sent : readSettings(answer);
    } catch {
      return this.#sent;
    }
  }
}
