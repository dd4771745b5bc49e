import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";
import { describeOptions, OPTIONS } from "./options.ts";

test("an empty environment means loopback, port 8080, and ./data", () => {
  const config = parseConfig({});
  expect(config).toMatchObject({ port: 8080, host: "127.0.0.1", dataDir: path.resolve("data"), builder: "auto" });
  expect(config.registry.mirrors).toEqual([]);
});

test("sizes are parsed as Docker prints them, lists by comma", () => {
  const config = parseConfig({
    STRATA_BUILD_MEMORY: "512MB",
    STRATA_MAX_UPLOAD: "1.5 GB",
    STRATA_REGISTRY_MIRROR: "http://127.0.0.1:5000, https://mirror.example",
  });
  expect(config.run.memoryBytes).toBe(512_000_000);
  expect(config.uploads.bytes).toBe(1_500_000_000);
  expect(config.registry.mirrors).toEqual(["http://127.0.0.1:5000", "https://mirror.example"]);
});

test("all mistakes are reported at once, with a correct form", () => {
  const read = () => parseConfig({ PORT: "http", STRATA_BUILD_MEMORY: "much", STRATA_DTA: "/x" });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/PORT=http: give a whole number from 0 to 65535/);
  expect(read).toThrow(/STRATA_BUILD_MEMORY=much: give a size such as 512MB/);
  expect(read).toThrow(/STRATA_DTA is not an option/);
});

test("the teacher's word may be in a file, which must be there, have one, and be the only one", () => {
  const fails = (env: Record<string, string>) => () => parseConfig(env);
  expect(fails({ STRATA_TEACHER_WORD_FILE: "/nowhere/word" })).toThrow("STRATA_TEACHER_WORD_FILE can't be read");
  expect(fails({ STRATA_TEACHER_WORD_FILE: "/dev/null" })).toThrow("/dev/null is empty");
  expect(fails({ STRATA_TEACHER_WORD_FILE: "/x", STRATA_TEACHER_WORD: "y" })).toThrow("use one of them");
});

test("an invalid address, mirror, or proxy is reported at the start", () => {
  const env = { STRATA_NETWORK_ALLOW: "10.0.0.0/8,not a host", STRATA_REGISTRY_MIRROR: "http://10.0.0.1:5000" };
  const read = () => parseConfig({ ...env, https_proxy: "socks5://proxy" });
  expect(read).toThrow(/STRATA_NETWORK_ALLOW=.*"not a host" is not a CIDR range/);
  expect(read).toThrow(/STRATA_REGISTRY_MIRROR=.*for loopback only/);
  expect(read).toThrow(/HTTPS_PROXY=.*HTTP proxy/);
});

test("proxy variables work in upper and lower case", () => {
  const { proxy } = parseConfig({ https_proxy: "proxy:3128", NO_PROXY: "corp.example" }).registry;
  expect(proxy).toEqual({ https: "http://proxy:3128", except: "corp.example" });
});

test("logs are brief in a terminal and full elsewhere", () => {
  expect(parseConfig({}, true).log).toBe("warn");
  expect(parseConfig({}, false).log).toBe("info");
  expect(parseConfig({ STRATA_LOG: "debug" }, true).log).toBe("debug");
});

test("the operator's page lists exactly the existing options, with their defaults", () => {
  const page = readFileSync(path.resolve("docs/operating.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$/gm)].map((match) => match.slice(1));
  const expected = Object.entries(OPTIONS).map(([name, { standard, about }]) => [
    name,
    standard === "" ? "none" : `\`${standard}\``,
    about,
  ]);
  expect(rows).toEqual(expected);
});

test("help names every option", () => {
  const help = describeOptions();
  for (const name of Object.keys(OPTIONS)) expect(help).toContain(name);
});

test("a standard builder that nobody named is reported at the start, with the names there are", () => {
  const read = (STRATA_BUILDER: string) => parseConfig({ STRATA_BUILDER, STRATA_DOCKER: "no" }).builder;
  expect(() => read("nosuch")).toThrow("STRATA_BUILDER=nosuch: there is no builder of this name. Use one of auto,");
  expect(["auto", "buildkit", "embedded", "docker"].map(read)).toEqual(["auto", "buildkit", "embedded", "docker"]);
});
