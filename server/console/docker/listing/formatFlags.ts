/** `--format` of commands that list. */
export const listFormat = {
  kind: "string",
  description: [
    "Format output using a custom template:",
    "'table':            Print output in table format with column headers (default)",
    "'table TEMPLATE':   Print output in table format using the given Go template",
    "'json':             Print in JSON format",
    "'TEMPLATE':         Print output using the given Go template.",
    "Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates",
  ].join("\n"),
} as const;

/** `--format` of commands that describe one thing. */
export const objectFormat = {
  kind: "string",
  short: "f",
  description: [
    "Format output using a custom template:",
    "'json':             Print in JSON format",
    "'TEMPLATE':         Print output using the given Go template.",
    "Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates",
  ].join("\n"),
} as const;
