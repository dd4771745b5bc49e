import { describe, expect, it } from "vitest";
import golden from "./golden.json" with { type: "json" };
import goldenImages from "./goldenImages.json" with { type: "json" };
import type { Shape } from "./goShape.ts";
import { IMAGE_SHAPE } from "./imageShape.ts";
import { parseFormat, renderInspect } from "./renderInspect.ts";
import { TemplateError } from "./templateError.ts";

function rendered(
  format: string,
  object: unknown = golden.object,
  shape?: Shape,
): { output: string } | { error: string } {
  try {
    return { output: renderInspect(parseFormat(format), object, shape) };
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message };
    throw error;
  }
}

describe("templates render as docker inspect --format does", () => {
  it.each(golden.cases)("$format", ({ format, ...expected }) => {
    expect(rendered(format)).toEqual(expected);
  });
});

describe.each(goldenImages.images)(
  "templates of an image with $name render as docker image inspect --format does",
  ({ object, cases }) => {
    it.each(cases)("$format", ({ format, ...expected }) => {
      expect(rendered(format, object, IMAGE_SHAPE)).toEqual(expected);
    });
  },
);

it.each([
  ["{{.Config.Healthcheck}}", "{[CMD-SHELL true] 3s 0s 0s 0s 2}"],
  ["{{.Config.Healthcheck.Interval}} {{.Config.Healthcheck.Interval.Seconds}}", "3s 3"],
  ["{{json .Config.Healthcheck}}", '{"Test":["CMD-SHELL","true"],"Interval":3000000000,"Retries":2}'],
  ['{{gt .Config.Healthcheck.Interval 5}} {{printf "%d" .Config.Healthcheck.Interval}}', "true 3000000000"],
])("the health check of a container prints as an image's: %s", (format, output) => {
  const container = { Config: { Healthcheck: { Retries: 2, Interval: 3e9, Test: ["CMD-SHELL", "true"] } } };
  expect(rendered(format, container)).toEqual({ output });
});

describe("a template has bounds", () => {
  it("on its length", () => {
    expect(rendered("x".repeat(100_000))).toEqual({ error: "template: :1: template is too long" });
  });

  it("on nested actions", () => {
    const text = `${"{{if true}}".repeat(1000)}${"{{end}}".repeat(1000)}`;
    expect(rendered(text)).toEqual({ error: "template: :1: template nests too deeply" });
  });

  it("on nested parentheses", () => {
    expect(rendered(`{{${"(".repeat(1000)}1${")".repeat(1000)}}}`)).toMatchObject({
      error: expect.stringMatching(/nests too deeply/),
    });
  });

  it("on loops", () => {
    expect(rendered("{{range 1000000000}}x{{end}}")).toMatchObject({ error: expect.stringMatching(/too many steps/) });
    expect(rendered("{{range 1000}}{{range 1000}}{{end}}{{end}}")).toMatchObject({
      error: expect.stringMatching(/too many steps/),
    });
  });

  it("on texts that double", () => {
    const text = '{{$x := "ab"}}{{range 40}}{{$x = print $x $x}}{{end}}{{len $x}}';
    expect(rendered(text)).toMatchObject({ error: expect.stringMatching(/too many steps|too long/) });
  });

  it("on small questions about large texts", () => {
    const text = `{{$x := printf "%1000s" "x"}}{{range 60000}}{{index $x 1}}{{end}}`;
    expect(rendered(text)).toMatchObject({ error: expect.stringMatching(/too many steps/) });
  });

  it("on what it prints", () => {
    const text = `{{range 1000}}${"x".repeat(10_000)}{{end}}`;
    expect(rendered(text)).toMatchObject({ error: expect.stringMatching(/output is too long/) });
  });
});
