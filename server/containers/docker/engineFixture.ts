import Docker from "dockerode";

/** For tests: the names of what an instance has left on an engine. */
export async function leftOnEngine(socketPath: string, instance: string) {
  const docker = new Docker({ socketPath });
  const filters = JSON.stringify({ label: [`strata.instance=${instance}`] });
  const reference = JSON.stringify({ reference: [`strata/${instance}`] });
  return {
    containers: (await docker.listContainers({ all: true, filters })).flatMap(({ Names }) => Names),
    images: (await docker.listImages({ filters: reference })).flatMap(({ RepoTags }) => RepoTags ?? []),
    volumes: ((await docker.listVolumes({ filters })).Volumes ?? []).map(({ Name }) => Name),
    networks: (await docker.listNetworks({ filters })).map(({ Name }) => Name),
  };
}
