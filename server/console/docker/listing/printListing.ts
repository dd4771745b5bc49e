import type { CommandContext } from "../../command/commandContext.ts";
import { executeTemplate } from "../../template/execute.ts";
import type { Template } from "../../template/node.ts";
import { parseFormat } from "../../template/renderInspect.ts";
import { TemplateError } from "../../template/templateError.ts";
import { type GoMethod, GoStruct, type GoValue } from "../../template/value.ts";
import { alignTabs } from "../../text/table.ts";

/** A column of a list: its header in a table, and its text. */
export interface Column<Row> {
  readonly header: string;
  value(row: Row): string;
  /** What `{{json .}}` has, if not the text. */
  json?(row: Row): unknown;
}

/** What a command lists. */
export interface Listing<Row> {
  /** Go's name of its rows, for messages. */
  readonly type: string;
  readonly columns: Readonly<Record<string, Column<Row>>>;
  /** `.Label "name"`. */
  label?(row: Row, name: string): string;
  /** The columns of the standard table. */
  readonly table: readonly string[];
  /** What `--quiet` prints. */
  readonly quiet?: string;
  /** The template of `--format raw`. */
  readonly raw?: string;
}

export interface ListingOptions {
  readonly format?: string | undefined;
  readonly quiet?: boolean;
}

/** Prints rows as the CLI's `--format` and `--quiet` say. Resolves to an exit code. */
export async function printListing<Row>(
  listing: Listing<Row>,
  rows: readonly Row[],
  options: ListingOptions,
  { io }: CommandContext,
): Promise<number> {
  const text = renderListing(listing, rows, options);
  if (typeof text !== "string") {
    await io.stderr.write(`${text.error}\n`);
    return 1;
  }
  await io.stdout.write(text);
  return 0;
}

/** The list as printed, or what is wrong with the template. */
export function renderListing<Row>(
  listing: Listing<Row>,
  rows: readonly Row[],
  options: ListingOptions,
): string | { readonly error: string } {
  const { isTable, text } = chosenFormat(listing, options);
  const parsed = attempt("failed to parse template", () => parseFormat(text));
  if ("error" in parsed) return parsed;
  const template = parsed.value;
  const lines = attempt("failed to execute template", () =>
    rows.map((row) => executeTemplate(template, rowValue(listing, row))),
  );
  if ("error" in lines) return lines;
  const shown = lines.value.map((line) => `${line}\n`).join("");
  return isTable ? alignTabs(`${headerOf(listing, template)}\n${shown}`) : shown;
}

function chosenFormat<Row>(
  listing: Listing<Row>,
  { format = "", quiet = false }: ListingOptions,
): { isTable: boolean; text: string } {
  if (format === "" || format === "table") {
    if (quiet && listing.quiet !== undefined) return { isTable: false, text: listing.quiet };
    return { isTable: true, text: tableTemplate(listing) };
  }
  if (format === "json") return { isTable: false, text: "{{json .}}" };
  if (format === "raw" && listing.raw !== undefined) return { isTable: false, text: listing.raw };
  const isTable = /^table\s/.test(format);
  const template = isTable ? format.slice("table".length).trim() : format.trim();
  return { isTable, text: template.replaceAll("\\t", "\t").replaceAll("\\n", "\n") };
}

function tableTemplate<Row>({ table }: Listing<Row>): string {
  return table.map((name) => `{{.${name}}}`).join("\t");
}

function rowValue<Row>({ type, columns, label }: Listing<Row>, row: Row): GoStruct {
  const names = Object.keys(columns).sort();
  const fields = new Map<string, GoValue | GoMethod>(names.map((name) => [name, columns[name]?.value(row) ?? ""]));
  if (label !== undefined) fields.set("Label", (name) => label(row, String(name)));
  const jsonOf = (name: string): unknown => {
    const column = columns[name];
    return column?.json === undefined ? column?.value(row) : column.json(row);
  };
  const json = (): string => escapeHtml(JSON.stringify(Object.fromEntries(names.map((name) => [name, jsonOf(name)]))));
  return new GoStruct(type, fields, { json });
}

/** As Go's encoding/json does by default: `<none>` is `\u003cnone\u003e`. */
function escapeHtml(json: string): string {
  return json.replaceAll(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A template that fails on headers, which are texts, has none. */
function headerOf<Row>({ columns, type }: Listing<Row>, template: Template): string {
  const headers = Object.entries(columns).map(([name, { header }]): [string, string] => [name, header]);
  const fields = new Map<string, GoValue | GoMethod>([...headers, ["Label", (name: GoValue) => String(name)]]);
  const header = attempt("", () => executeTemplate(withoutJson(template), new GoStruct(type, fields)));
  return "error" in header ? "" : header.value;
}

/** A header stays as it is where the template would make JSON of it, or shorten it. */
function withoutJson(template: Template): Template {
  const text = template.text.replaceAll(/\{\{\s*(?:json|upper|lower|title)\s+(\.\w+)\s*\}\}/g, "{{$1}}");
  return text === template.text ? template : parseFormat(text);
}

function attempt<T>(prefix: string, work: () => T): { value: T } | { error: string } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof TemplateError) return { error: `${prefix}: ${error.message}` };
    throw error;
  }
}
