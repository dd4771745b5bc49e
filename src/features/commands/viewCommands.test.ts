import { describe, expect, it } from "vitest";
import { RESULT_TABS } from "../../state/page/layout.ts";
import { viewCommands } from "./viewCommands.ts";

const image = { ref: "web:dev", registry: "localhost:8080" };
const plain = { full: false, raw: false };

describe("the commands beside a view", () => {
  it.each(["layers", "files", "history", "inspect"] as const)("show %s with docker, crane, and skopeo", (tab) => {
    expect(new Set(viewCommands(tab, image, plain).map(({ tool }) => tool))).toEqual(
      new Set(["docker", "crane", "skopeo"]),
    );
  });

  it("have the flags that the history is shown with", () => {
    const [first] = viewCommands("history", image, { full: true, raw: true });
    expect(first?.command).toBe("docker history --no-trunc --human=false web:dev");
  });

  it("quote expressions for the shell, and read a registry by its address", () => {
    const commands = viewCommands("layers", image, plain).map(({ command }) => command);
    expect(commands).toContain("docker image inspect -f '{{json .RootFS.Layers}}' web:dev");
    expect(commands).toContain("crane manifest localhost:8080/web:dev");
  });

  it("run in the console only if it knows them", () => {
    for (const tab of RESULT_TABS) {
      for (const { command, runsHere } of viewCommands(tab, image, plain)) {
        expect(runsHere).toBe(command.startsWith("docker ") && !command.includes("$("));
      }
    }
  });
});
