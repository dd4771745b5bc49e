import { expect, it } from "vitest";
import { commandOfRun } from "./commandOfRun.ts";

it.each([
  ["RUN make static", "make static"],
  ["run --mount=type=cache,target=/c --network=none  go build ./...", "go build ./..."],
  ["RUN <<EOF", undefined],
])("the command of %j is %j", (title, command) => expect(commandOfRun(title)).toBe(command));
