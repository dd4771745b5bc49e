import type { Rule } from "./rule.ts";

export const dl3043: Rule = {
  code: "DL3043",
  severity: "error",
  title: "No ONBUILD, FROM, or MAINTAINER in ONBUILD",
  message: "`ONBUILD`, `FROM` or `MAINTAINER` triggered from within `ONBUILD` instruction.",
  why: "ONBUILD adds an instruction to builds of child images, which start with their own FROM. Docker rejects these three.",
  bad: "FROM busybox:1.37\nONBUILD FROM debian:12\n",
  good: "FROM busybox:1.37\nONBUILD COPY . /app\n",
  sameAs: ["onbuild"],
  find: ({ dockerfile: { mistakes } }) =>
    mistakes.flatMap(({ code, message, range }) =>
      code === "onbuild" && /isn't allowed/.test(message) ? [{ range, at: range }] : [],
    ),
};
