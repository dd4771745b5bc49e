import { goQuote, goQuoteCharacter } from "#dockerfile/go/goFormat.ts";
import { printValue } from "./printValue.ts";
import { GoNamed, type GoValue, isList, typeName } from "./value.ts";

const VERB = /%([-+# 0]*)(\d*)(?:\.(\d*))?([a-zA-Z%])?/g;
/** A width that pads more than this is nobody's wish. */
const MAX_WIDTH = 1000;

/** Go's Sprintf for the values a template has. */
export function sprintf(format: string, values: readonly GoValue[]): string {
  let next = 0;
  const text = format.replace(
    VERB,
    (_all, flags: string, width: string, precision: string | undefined, verb?: string) => {
      if (verb === undefined) return "%!(NOVERB)";
      if (verb === "%") return "%";
      if (next >= values.length) return `%!${verb}(MISSING)`;
      const value = values[next];
      next += 1;
      const shown = formatValue(verb, value, flags, precision === undefined ? undefined : Number(precision || 0));
      return padded(shown, flags, Math.min(Number(width || 0), MAX_WIDTH), typeof value === "number");
    },
  );
  const extra = values.slice(next).map((value) => `${typeName(value)}=${printValue(value)}`);
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(", ")})`;
}

function formatValue(verb: string, value: GoValue, flags: string, precision: number | undefined): string {
  if (isList(value) && "sqd".includes(verb)) {
    return `[${value.map((inner) => formatValue(verb, inner, flags, precision)).join(" ")}]`;
  }
  if (verb === "v") return printValue(value);
  if (verb === "T") return typeName(value);
  if (value instanceof GoNamed) return formatNamed(verb, value, flags, precision);
  const shown =
    typeof value === "number"
      ? formatNumber(verb, value, flags, precision)
      : typeof value === "string"
        ? formatText(verb, value, precision)
        : typeof value === "boolean" && verb === "t"
          ? String(value)
          : undefined;
  return shown ?? `%!${verb}(${typeName(value)}=${printValue(value)})`;
}

/** Its own text for texts, and what the type below it prints for everything else. */
function formatNamed(verb: string, named: GoNamed, flags: string, precision: number | undefined): string {
  const { value, text } = named;
  const shown =
    "sq".includes(verb) || typeof value === "string"
      ? formatText(verb, text, precision)
      : formatNumber(verb, value, flags, precision);
  return shown ?? `%!${verb}(${named.type}=${text})`;
}

function formatText(verb: string, value: string, precision: number | undefined): string | undefined {
  if (verb === "s") return precision === undefined ? value : [...value].slice(0, precision).join("");
  if (verb === "q") return goQuote(value);
  if (verb === "x") return Buffer.from(value).toString("hex");
  return verb === "X" ? Buffer.from(value).toString("hex").toUpperCase() : undefined;
}

function formatNumber(verb: string, value: number, flags: string, precision = 6): string | undefined {
  const sign = flags.includes("+") && value >= 0 ? "+" : "";
  if (Number.isInteger(value)) {
    if (verb === "d") return sign + String(value);
    if (verb === "x") return value.toString(16);
    if (verb === "X") return value.toString(16).toUpperCase();
    if (verb === "o") return value.toString(8);
    if (verb === "b") return value.toString(2);
    if (verb === "c") return String.fromCodePoint(Math.min(Math.max(value, 0), 0x10ffff));
    if (verb === "q") return goQuoteCharacter(value);
    return undefined;
  }
  if (verb === "f" || verb === "F") return sign + value.toFixed(Math.min(precision, 100));
  return verb === "g" ? String(value) : undefined;
}

function padded(text: string, flags: string, width: number, isNumber: boolean): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (flags.includes("0") && isNumber) {
    return text.startsWith("-") ? `-${text.slice(1).padStart(width - 1, "0")}` : text.padStart(width, "0");
  }
  return text.padStart(width);
}
