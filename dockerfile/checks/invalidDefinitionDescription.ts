import { type Check, type Finding, replaceFix } from "./context/check.ts";

export const invalidDefinitionDescription: Check = {
  name: "InvalidDefinitionDescription",
  title:
    "Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, add an empty line or comment between the instruction and the comment.",
  why: "docker build --call=outline and --call=targets show these comments. They match a comment by the name it starts with.",
  page: "invalid-definition-description",
  experimental: true,
  find: ({ dockerfile }) =>
    dockerfile.syntax.statements.flatMap((statement): readonly Finding[] => {
      const instruction = dockerfile.instructionOf.get(statement);
      if (instruction?.name !== "FROM" && instruction?.name !== "ARG") return [];
      const names =
        instruction.name === "ARG"
          ? instruction.args.map(({ key }) => key.raw)
          : instruction.alias === undefined
            ? []
            : [instruction.alias.raw.toLowerCase()];
      const [example] = names;
      const comment = statement.commentsAbove[statement.commentsAbove.length - 1];
      if (comment === undefined || comment === "" || example === undefined) return [];
      if (names.includes(comment.split(" ", 1)[0] ?? "")) return [];
      const { start } = instruction.range;
      return [
        {
          message: `Comment for ${instruction.name} should follow the format: \`# ${names.length > 1 ? "<arg_key>" : example} <description>\``,
          range: instruction.keyword.range,
          at: instruction.range,
          next: "Start it with the name, or separate it from the instruction with an empty comment.",
          fixes: [
            replaceFix(
              "Put an empty comment below it",
              { start: { line: start.line, character: 0 }, end: { line: start.line, character: 0 } },
              "#\n",
            ),
          ],
        },
      ];
    }),
};
