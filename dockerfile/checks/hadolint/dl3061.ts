import type { Rule } from "./rule.ts";

export const dl3061: Rule = {
  code: "DL3061",
  severity: "error",
  title: "Start with FROM or ARG",
  message: "Invalid instruction order. Dockerfile must begin with `FROM`, `ARG` or comment.",
  why: "Before the first FROM, there is no image to work on. Only ARG is allowed there, for use in FROM.",
  bad: "WORKDIR /app\nFROM busybox:1.37\n",
  good: "FROM busybox:1.37\nWORKDIR /app\n",
  sameAs: ["no-stage"],
  find: ({ dockerfile: { mistakes } }) =>
    mistakes.flatMap(({ code, message, range }) =>
      code === "no-stage" && message.startsWith("no build stage") ? [{ range, at: range }] : [],
    ),
};
