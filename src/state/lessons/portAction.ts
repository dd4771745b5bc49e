import type { Container } from "#contract/container.ts";
import type { LessonNode } from "#contract/lesson.ts";

/** The port of this machine on which a container's port, or one that is published as such, is found. */
export function hostPort(containers: readonly Pick<Container, "state" | "ports">[], port: number): number | undefined {
  const ports = containers.filter(({ state }) => state.phase === "running").flatMap((container) => container.ports);
  const tcp = ports.filter(({ protocol }) => protocol === "tcp");
  return (tcp.find(({ host }) => host === port) ?? tcp.find(({ container }) => container === port))?.host;
}

/** The command in a lesson's text that publishes a port: what to run before there is anything to open. */
export function publishingCommand(nodes: readonly LessonNode[], port: number): string | undefined {
  const publishes = new RegExp(`(?:-p|--publish)[ =]\\S*\\b${port}\\b|(?:^|\\s)(?:-\\w*P|--publish-all)(?:\\s|$)`);
  for (const node of nodes) {
    if (node.kind === "action" && node.action.kind === "execute" && publishes.test(node.action.command)) {
      return node.action.command.trim();
    }
    const inside = node.kind === "element" ? publishingCommand(node.children, port) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}
