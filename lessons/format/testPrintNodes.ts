import type { LessonAction, LessonNode } from "#contract/lesson.ts";

/** Nodes as a text that is easy to read and compare: one line for each block, `<tag …>` for what is inside. */
export function printNodes(nodes: readonly LessonNode[]): string {
  return nodes.map(printNode).join("\n");
}

function printNode(node: LessonNode): string {
  switch (node.kind) {
    case "text":
      return node.text.replaceAll("\n", "⏎");
    case "action": {
      const shown = { inline: node.inline ? true : undefined, lang: node.language, lit: node.lit };
      const same = "command" in node.action ? node.action.command === node.text : "text" in node.action;
      return `[${printAction(node.action)}${attributes(shown)}${same ? "" : ` shown=${quote(node.text)}`}]`;
    }
    case "question": {
      const { id, question, choices, several } = node.question;
      return `[question ${id} ${quote(question)} ${choices?.map(quote).join(several ? " + " : " | ") ?? "typed"}]`;
    }
    case "code":
      return `[code${attributes({ lang: node.language, lit: node.lit })} ${quote(node.text)}]`;
    case "element": {
      const { tag, children, kind, ...rest } = node;
      return `<${tag}${attributes(rest)}>${children.map(printNode).join("")}</${tag}>`;
    }
  }
}

function printAction(action: LessonAction): string {
  switch (action.kind) {
    case "execute":
      return `${action.interrupt ? "interrupt" : "execute"} ${quote(action.command)}`;
    case "copy":
      return `copy ${quote(action.text)}`;
    case "open":
      return `open ${action.path}`;
    case "port":
      return `port ${action.port}${action.path}`;
    case "file": {
      const marker = action.marker === undefined ? "" : ` at ${quote(action.marker)}`;
      return `${action.target} ${action.path}${marker} ${quote(action.text)}`;
    }
  }
}

function attributes(of: Readonly<Record<string, unknown>>): string {
  const present = Object.entries(of).filter(([, value]) => value !== undefined);
  return present.map(([name, value]) => ` ${name}=${Array.isArray(value) ? value.join(",") : String(value)}`).join("");
}

function quote(text: string): string {
  return JSON.stringify(text);
}
