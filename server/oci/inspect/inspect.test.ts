import { afterAll, expect, it } from "vitest";
import { inspectImage } from "./inspect.ts";
import { file, openTestImages } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

it("prints what docker image inspect prints, also absent settings", () => {
  const image = images.image([[file("a", "123")]], { history: [{ comment: "buildkit.dockerfile.v0" }] });
  const layers = image.layers.map((layer) => layer.diffId);
  const config = { ...image.config, author: "Ann", config: { Env: ["A=b"], ExposedPorts: { "80/tcp": {} } } };
  const found = inspectImage({ ...image, config });
  expect(found).toMatchObject({
    Id: image.id,
    RepoTags: ["test:latest"],
    Comment: "buildkit.dockerfile.v0",
    Author: "Ann",
    Architecture: "amd64",
    Os: "linux",
    Size: 3,
    RootFS: { Type: "layers", Layers: layers },
  });
  expect(JSON.stringify(found.Config)).toBe(
    JSON.stringify({
      Cmd: null,
      Entrypoint: null,
      Env: ["A=b"],
      ExposedPorts: { "80/tcp": {} },
      Labels: null,
      OnBuild: null,
      User: "",
      Volumes: null,
      WorkingDir: "",
    }),
  );
});

it("leaves out the layers of an image that has none, as Docker does", () => {
  expect(inspectImage(images.image([])).RootFS).toEqual({ Type: "layers" });
});

it("tells nothing of the container that an image was made from, as Docker does, but the version of its old builder", () => {
  const image = images.image([[file("a", "123")]]);
  const ofContainer = { Hostname: "c0ffee", AttachStdin: false, Image: "busybox", Domainname: "" };
  const config = { ...image.config, docker_version: "28.5", config: { ...ofContainer, Cmd: ["sh"], Labels: {} } };
  const found = inspectImage({ ...image, config });
  expect(found.DockerVersion).toBe("28.5");
  expect(found.Config).toEqual({
    ...{ Cmd: ["sh"], Entrypoint: null, Env: null, Labels: null, OnBuild: null, Volumes: null },
    ...{ User: "", WorkingDir: "" },
  });
});

it("prints the comment, the version of the system, and the empty health check of a configuration, as Docker does", () => {
  const image = images.image([[file("a", "123")]], { history: [{ comment: "of the last row" }] });
  const keys = { comment: "of the image", "os.version": "10.0.20348", config: { Healthcheck: {}, Labels: {} } };
  expect(inspectImage({ ...image, config: { ...image.config, ...keys } })).toMatchObject({
    Comment: "of the image",
    OsVersion: "10.0.20348",
    Config: { Healthcheck: {}, Labels: null },
  });
});
