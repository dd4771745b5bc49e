import { imageDockerfileSchema } from "#contract/imageDockerfile.ts";
import type { Digest } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { request } from "./request.ts";

export const getImageDockerfile = (image: Digest) =>
  request({ path: routes.imageDockerfile(image), answer: imageDockerfileSchema });
