import type Docker from "dockerode";
import { z } from "zod";
import { problemError } from "#contract/problemError.ts";
import type { ArchivedImage } from "#server/oci/store/archive.ts";
import type { StartRequest } from "../process/protocol.ts";
import { createOptions, type EngineNetwork } from "./createOptions.ts";
import { engineProblem, ignoreMissing, refusalOf } from "./engineErrors.ts";
import type { EngineImages } from "./engineImages.ts";
import { type EngineNames, ID_LABEL } from "./engineNames.ts";

const sizesSchema = z.array(z.object({ SizeRw: z.number().optional() }));

/** What the service knows of a container, for making it on an engine. */
export interface ToMake {
  readonly owner: string;
  readonly image: Omit<ArchivedImage, "tags">;
  readonly request: StartRequest;
}

export interface EngineContainersOptions {
  readonly docker: Docker;
  readonly names: EngineNames;
  readonly images: EngineImages;
  readonly network: EngineNetwork;
  /** Throws a ProblemError if the service does not know it. */
  readonly toMake: (id: string) => ToMake;
  /** IDs of the containers and of the volumes' folders that the service knows. */
  readonly known: () => { readonly containers: ReadonlySet<string>; readonly volumes: ReadonlySet<string> };
}

/** Our containers on an engine, with their network, images, and volumes. What is not ours is never touched. */
export class EngineContainers {
  readonly #options: EngineContainersOptions;
  readonly #making = new Map<string, Promise<Docker.Container>>();
  #tidying: Promise<void> | undefined;

  constructor(options: EngineContainersOptions) {
    this.#options = options;
  }

  /** Made when its files or its command are needed first. `request`: of a start, with the size of its terminal. */
  async get(id: string, request?: StartRequest): Promise<Docker.Container> {
    // One after another: what a look at its files got wrong, or did not ask for, is not a start's.
    while (this.#making.has(id)) await this.#making.get(id)?.catch(() => undefined);
    const making = this.#get(id, request).finally(() => this.#making.delete(id));
    this.#making.set(id, making);
    return await making;
  }

  /** Bytes of its writable layer, which the engine counts each time. */
  async writtenBytes(id: string): Promise<number> {
    const { docker, names } = this.#options;
    const filters = { label: [names.filter, `${ID_LABEL}=${id}`] };
    const [found] = sizesSchema.parse(
      await docker.listContainers({ all: true, size: true, filters: JSON.stringify(filters) }),
    );
    return found?.SizeRw ?? 0;
  }

  /** With its anonymous volumes only if they are ours to remove: the service says which. */
  async remove(id: string): Promise<void> {
    const { docker, names } = this.#options;
    await this.#making.get(id)?.catch(() => undefined);
    await ignoreMissing(docker.getContainer(names.container(id)).remove({ force: true }));
    await this.tidy();
  }

  /** Ends what runs. */
  async endAll(): Promise<void> {
    for (const { Id, State } of await this.#list()) {
      if (State === "running" || State === "paused") await ignoreMissing(this.#options.docker.getContainer(Id).kill());
    }
  }

  /** Ends and removes what an earlier server left, in case it was killed. */
  async recover(): Promise<void> {
    await this.endAll();
    const { containers } = this.#options.known();
    for (const { Id, Labels } of await this.#list()) {
      if (containers.has(Labels[ID_LABEL] ?? "")) continue;
      await ignoreMissing(this.#options.docker.getContainer(Id).remove({ force: true }));
    }
    await this.tidy();
  }

  /**
   * Removes the images and volumes that nothing needs; with `all`, also the images used last, and the network. Never while a
   * container is made, which may need them.
   */
  async tidy(all = false): Promise<void> {
    await this.#tidying;
    if (this.#making.size > 0) return;
    this.#tidying = this.#tidy(all);
    await this.#tidying.finally(() => {
      this.#tidying = undefined;
    });
  }

  async #tidy(all: boolean): Promise<void> {
    const { docker, names, images } = this.#options;
    const left = await this.#list();
    await images.trim(new Set(left.map(({ Image }) => Image)), all ? 0 : undefined);
    await this.#tidyVolumes();
    if (all && left.length === 0) await ignoreMissing(docker.getNetwork(names.network).remove());
  }

  async #tidyVolumes(): Promise<void> {
    const { docker, names, known } = this.#options;
    const { Volumes } = await docker.listVolumes({ filters: JSON.stringify({ label: [names.filter] }) });
    const kept = new Set([...known().volumes].map((folder) => names.volume(folder)));
    for (const { Name } of Volumes ?? []) {
      if (!kept.has(Name)) await ignoreMissing(docker.getVolume(Name).remove());
    }
  }

  async #list(): Promise<Docker.ContainerInfo[]> {
    const { docker, names } = this.#options;
    return await docker.listContainers({ all: true, filters: JSON.stringify({ label: [names.filter] }) });
  }

  async #get(id: string, request: StartRequest | undefined): Promise<Docker.Container> {
    const { docker, names } = this.#options;
    const container = docker.getContainer(names.container(id));
    try {
      const { Config, State } = await container.inspect();
      if (Config.Labels[ID_LABEL] !== id) throw notOurs(id);
      // The connection to the engine broke, and it ran on there without anybody.
      if (request !== undefined && State.Running) await end(container);
      return container;
    } catch (error) {
      if (refusalOf(error)?.status !== 404) throw engineProblem(error);
    }
    return await this.#make(id, request);
  }

  async #make(id: string, request: StartRequest | undefined): Promise<Docker.Container> {
    const { docker, names, images, network, toMake } = this.#options;
    await this.#tidying?.catch(() => undefined);
    const made = toMake(id);
    const image = await images.ensure(made.image);
    try {
      if (network === "bridge") await this.#makeNetwork();
      const to = { names, owner: made.owner, image, network };
      return await docker.createContainer(createOptions(request ?? made.request, to));
    } catch (error) {
      throw engineProblem(error);
    }
  }

  /** Containers in it don't see each other. */
  async #makeNetwork(): Promise<void> {
    const { docker, names } = this.#options;
    const network = docker.getNetwork(names.network);
    const isThere = await network.inspect().then(
      () => true,
      () => false,
    );
    if (isThere) return;
    const options = { "com.docker.network.bridge.enable_icc": "false" };
    await ignoreMissing(
      docker.createNetwork({ Name: names.network, Driver: "bridge", Labels: names.label, Options: options }),
    );
  }
}

async function end(container: Docker.Container): Promise<void> {
  await ignoreMissing(container.kill());
  await container.wait({ condition: "not-running" });
}

function notOurs(id: string) {
  return problemError("container/state", `The engine has another container in the place of ${id}.`, {
    next: "Remove it on the engine.",
  });
}
