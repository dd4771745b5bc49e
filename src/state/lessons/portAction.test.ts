import { expect, test } from "vitest";
import type { LessonNode } from "#contract/lesson.ts";
import { hostPort, publishingCommand } from "./portAction.ts";

const running = { phase: "running", startedAt: 0, paused: false } as const;
const exited = { phase: "exited", finishedAt: 0, code: 0, reason: "exit" } as const;
const container = (state: typeof running | typeof exited, host: number, inside: number) => ({
  state,
  ports: [{ host, container: inside, protocol: "tcp" as const }],
});

const execute = (command: string): LessonNode => ({
  kind: "element",
  tag: "p",
  children: [{ kind: "action", action: { kind: "execute", command, interrupt: false }, inline: true, text: command }],
});

test("a published port is found by its number on this machine, then by the one in the container", () => {
  const containers = [container(running, 8080, 80), container(running, 80, 3000)];
  expect(hostPort(containers, 80)).toBe(80);
  expect(hostPort(containers, 3000)).toBe(80);
  expect(hostPort(containers, 8080)).toBe(8080);
});

test("nothing answers on the port of a container that ended", () => {
  expect(hostPort([container(exited, 8080, 80)], 8080)).toBeUndefined();
});

test("the command that publishes a port is found in the lesson's text", () => {
  const nodes = [execute("docker build -t web ."), execute("docker run -d -p 8080:80 web")];
  expect(publishingCommand(nodes, 80)).toBe("docker run -d -p 8080:80 web");
  expect(publishingCommand(nodes, 8080)).toBe("docker run -d -p 8080:80 web");
  expect(publishingCommand(nodes, 808)).toBeUndefined();
  expect(publishingCommand([execute("docker run -dP web")], 80)).toBe("docker run -dP web");
});
