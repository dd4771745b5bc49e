import { expect, test } from "vitest";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { imagesNamed } from "./imagesNamed.ts";

test("the images that a text starts or copies from are named once, with variables replaced, stages left out", () => {
  const text = `ARG V=1
FROM node:\${V} AS build
RUN --mount=from=cache:2,target=/x true
FROM scratch
COPY --from=build /a /a
COPY --from=cache:2 /a /a
FROM build
FROM \${UNSET}
`;
  expect(imagesNamed(parseDockerfile(text))).toEqual(["node:1", "cache:2"]);
  expect(imagesNamed(parseDockerfile(text), { buildArgs: { V: "2" } })).toContain("node:2");
});
