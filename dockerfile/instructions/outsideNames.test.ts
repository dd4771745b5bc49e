import { expect, it } from "vitest";
import { outsideNames } from "./outsideNames.ts";
import { parseDockerfile } from "./parseDockerfile.ts";

it("finds the names in FROM, --from, and mounts that are no stage, each once", () => {
  const lines = [
    "FROM base AS Build",
    "FROM build",
    "COPY --from=lib /a /",
    "COPY --from=lib /b /",
    "COPY --from=0 /c /",
    "COPY --from=$X /d /",
    "RUN --mount=from=tools,target=/t true",
    "FROM scratch",
    "COPY --from=BUILD /e /",
  ];
  expect(outsideNames(parseDockerfile(lines.join("\n")))).toEqual(["base", "lib", "tools"]);
});
