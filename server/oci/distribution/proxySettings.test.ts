import { expect, test } from "vitest";
import { parseProxy, proxyFor } from "./proxySettings.ts";

const https = "http://proxy.example:3128";
const asks = (url: string, except: string) => proxyFor(new URL(url), { https, except }) !== undefined;

test("the proxy for the URL's scheme is used", () => {
  expect(proxyFor(new URL("https://ghcr.io/v2/"), { https })).toBe(https);
  expect(proxyFor(new URL("http://ghcr.io/v2/"), { https })).toBeUndefined();
  expect(proxyFor(new URL("https://ghcr.io/v2/"), {})).toBeUndefined();
});

test("this machine is reached without a proxy", () => {
  for (const url of ["https://localhost:5000/", "https://127.0.0.1/", "https://[::1]/"])
    expect(asks(url, "")).toBe(false);
});

test("exceptions are hosts and their subdomains, a port, or everything", () => {
  expect(asks("https://a.corp.example/", "x.org, corp.example")).toBe(false);
  expect(asks("https://a.corp.example/", ".corp.example")).toBe(false);
  expect(asks("https://a.corp.example/", "*.corp.example")).toBe(false);
  expect(asks("https://notcorp.example/", "corp.example")).toBe(true);
  expect(asks("https://corp.example/", "corp.example:8443")).toBe(true);
  expect(asks("https://corp.example:8443/", "corp.example:8443")).toBe(false);
  expect(asks("https://ghcr.io/", "*")).toBe(false);
});

test("a proxy's scheme is optional", () => {
  expect(parseProxy("proxy.example:3128")).toBe("http://proxy.example:3128");
  expect(() => parseProxy("socks5://proxy.example")).toThrow("HTTP proxy");
});
