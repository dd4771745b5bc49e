import type { Instruction } from "../../instructions/instruction.ts";
import type { Lineage } from "./lineage.ts";

const MAX_COMMANDS = 200;

export interface KnownNames {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Users and groups that a stage has: those that it makes or names, then those of its base image. */
export function knownUsers({ instructions, baseImage }: Lineage): KnownNames {
  const named = instructions.flatMap(namesIn);
  const of = (kind: "user" | "group", others: readonly string[]): readonly string[] => [
    ...new Set([...named.filter((each) => each.kind === kind).map(({ name }) => name), ...others]),
  ];
  const users = of("user", baseImage?.users ?? []);
  return { users: users.includes("root") ? users : [...users, "root"], groups: of("group", baseImage?.groups ?? []) };
}

interface Named {
  readonly kind: "user" | "group";
  readonly name: string;
}

function namesIn(instruction: Instruction): readonly Named[] {
  switch (instruction.name) {
    case "USER":
      return owner(instruction.user.raw);
    case "COPY":
    case "ADD":
      return instruction.chown === undefined ? [] : owner(instruction.chown.raw);
    case "RUN":
      return instruction.command.form === "shell" ? made(scriptOf(instruction.command)) : [];
    default:
      return [];
  }
}

function scriptOf({ text, heredocs }: { text: string; heredocs: readonly { body: string }[] }): string {
  return [text, ...heredocs.map(({ body }) => body)].join("\n");
}

const NAME = /^[A-Za-z_][\w.-]*$/;

function owner(raw: string): readonly Named[] {
  const [user = "", group = ""] = raw.replaceAll(/["']/g, "").split(":");
  const named = [
    { kind: "user", name: user },
    { kind: "group", name: group },
  ] as const;
  return named.filter(({ name }) => NAME.test(name));
}

/** What `useradd`, `adduser`, `groupadd` and `addgroup` make: their last word names it. */
function made(script: string): readonly Named[] {
  const commands = [...script.matchAll(/\b(useradd|adduser|groupadd|addgroup)[ \t]([^;&|\n]{1,1000})/g)];
  return commands.slice(0, MAX_COMMANDS).flatMap(([, command = "", rest = ""]) => {
    const name = rest.trim().split(/\s+/).at(-1) ?? "";
    return NAME.test(name)
      ? [{ kind: command.startsWith("user") || command === "adduser" ? "user" : "group", name }]
      : [];
  });
}
