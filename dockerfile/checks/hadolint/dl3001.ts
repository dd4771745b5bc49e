import { inCommands } from "./commandFinding.ts";
import type { Rule } from "./rule.ts";

const POINTLESS = ["free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim"];

export const dl3001: Rule = {
  code: "DL3001",
  severity: "info",
  title: "Command makes no sense in a build",
  message:
    "For some bash commands it makes no sense running them in a Docker container like `ssh`, `vim`, `shutdown`, `service`, `ps`, `free`, `top`, `kill`, `mount`, `ifconfig`",
  why: "Nothing a RUN starts is still running in the image, and nobody is at the keyboard. Such a command does nothing, or waits forever.",
  bad: "FROM debian:12\nRUN service nginx start\n",
  good: 'FROM debian:12\nCMD ["nginx", "-g", "daemon off;"]\n',
  find: inCommands(({ name, nameWord }) => (POINTLESS.includes(name) ? { place: nameWord } : undefined)),
};
