import { nameOf } from "../lib/contextPath.ts";

const BY_EXTENSION: Readonly<Record<string, string>> = {
  py: "python",
  sh: "shell",
  bash: "shell",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  json: "javascript",
  ts: "typescript",
  tsx: "typescript",
  yml: "yaml",
  yaml: "yaml",
  md: "markdown",
  html: "html",
  htm: "html",
  css: "css",
  go: "go",
  rs: "rust",
  java: "java",
  c: "cpp",
  h: "cpp",
  cc: "cpp",
  cpp: "cpp",
  xml: "xml",
  sql: "sql",
  ini: "ini",
  cfg: "ini",
  conf: "ini",
  toml: "ini",
  rb: "ruby",
  php: "php",
};

/** The editor's language for a file, by its name or else by its first line. */
export function languageOf(path: string, text = ""): string {
  const name = nameOf(path).toLowerCase();
  if (/^(dockerfile|containerfile)(\..+)?$/.test(name) || /\.(dockerfile|containerfile)$/.test(name)) {
    return name.endsWith(".dockerignore") ? "ignore" : "dockerfile";
  }
  if (/^\.(docker|git)ignore$/.test(name)) return "ignore";
  if (/^(gnu)?makefile$/.test(name)) return "shell";
  const extension = name.slice(name.lastIndexOf(".") + 1);
  const known = BY_EXTENSION[extension];
  if (known) return known;
  if (/^#!.*\bpython/.test(text)) return "python";
  if (/^#!.*sh\b/.test(text)) return "shell";
  return "plaintext";
}
