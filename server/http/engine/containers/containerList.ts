import type { Container } from "#contract/container.ts";
import { commandText } from "#contract/docker/commandText.ts";
import { listedPorts } from "#contract/docker/containerPorts.ts";
import { containerStatus, stateWord } from "#contract/docker/containerStatus.ts";
import type { ContainerConfig } from "#contract/image.ts";
import { shownSize } from "#contract/imageSize.ts";
import { mergedConfig } from "#server/containers/mergedConfig.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";

/** `config` of a container's image; empty if the image is gone. */
export function imageConfigOf({ images }: Pick<Engine, "images">, { image }: Container): ContainerConfig {
  return images.get(OPERATOR, image.id)?.config.config ?? {};
}

/** A container as `GET /containers/json` lists it. */
export function listedContainer(
  engine: Pick<Engine, "images">,
  container: Container,
  withSize: boolean,
): Record<string, unknown> {
  const { id, name, image, argv, createdAt, state, volumes, spec } = container;
  const config = mergedConfig(spec, imageConfigOf(engine, container));
  const network = spec.network === "none" ? "none" : "bridge";
  return {
    Id: id,
    Names: [`/${name}`],
    Image: imageRef(engine, container),
    ImageID: image.id,
    Command: commandText(argv),
    Created: Math.floor(createdAt / 1000),
    Ports: listedPorts(container, Object.keys(config.ExposedPorts ?? {})),
    Labels: config.Labels ?? {},
    State: stateWord(state),
    Status: containerStatus(state, Date.now()),
    HostConfig: { NetworkMode: network },
    NetworkSettings: { Networks: { [network]: { NetworkID: "", EndpointID: "", Gateway: "", IPAddress: "" } } },
    Mounts: volumes.map(({ name: volume, target, readOnly }) => ({
      Type: "volume",
      Name: volume,
      Source: "",
      Destination: target,
      Driver: "local",
      Mode: "",
      RW: !readOnly,
      Propagation: "",
    })),
    ...(withSize && sizesOf(engine, container)),
  };
}

/** Those of images are counted before (`listImages`). */
export function sizesOf({ images }: Pick<Engine, "images">, { image, writable }: Container) {
  const SizeRw = writable?.bytes ?? 0;
  const stored = images.get(OPERATOR, image.id);
  return { SizeRw, SizeRootFs: SizeRw + (stored === undefined ? 0 : shownSize(stored)) };
}

/** Once its name is another image's, Docker shows the ID. */
function imageRef({ images }: Pick<Engine, "images">, { image }: Container): string {
  return images.get(OPERATOR, image.ref)?.id === image.id ? image.ref : image.id;
}
