import { describe, expect, it } from "vitest";
import { dockerRun, formOf, type RunForm, specOf } from "./runForm.ts";

const image = {
  ref: "web:dev",
  config: { ExposedPorts: { "8000/tcp": {}, "53/udp": {} }, Cmd: ["python3", "a b.py"] },
};
const form = (change: Partial<RunForm> = {}) => ({ ...formOf(image), ...change });

describe("running an image", () => {
  it("begins with its exposed ports and its command, in the background if it serves something", () => {
    expect(formOf(image)).toMatchObject({ ports: "8000:8000 53:53/udp", command: "python3 'a b.py'", terminal: false });
    expect(formOf({ ref: "busybox", config: { Cmd: ["sh"] } })).toMatchObject({ ports: "", terminal: true });
  });

  it("asks for nothing that the image says already", () => {
    expect(specOf(image, form())).toEqual({
      image: "web:dev",
      ports: [
        { container: 8000, host: 8000, protocol: "tcp" },
        { container: 53, host: 53, protocol: "udp" },
      ],
    });
    expect(dockerRun(image, form())).toBe("docker run -d -p 8000:8000 -p 53:53/udp web:dev");
  });

  it("takes everything a person fills in, and shows the docker command that does the same", () => {
    const filled = form({
      name: "site",
      command: "sh -c 'echo hi'",
      ports: "80",
      env: "A=1 'B=two words'",
      volumes: "data:/data /tmp/x cache:/c:ro",
      terminal: true,
      autoRemove: true,
    });
    expect(specOf(image, filled)).toEqual({
      image: "web:dev",
      name: "site",
      command: ["sh", "-c", "echo hi"],
      ports: [{ container: 80, protocol: "tcp" }],
      env: ["A=1", "B=two words"],
      mounts: [
        { type: "volume", name: "data", target: "/data" },
        { type: "volume", target: "/tmp/x" },
        { type: "volume", name: "cache", target: "/c", readOnly: true },
      ],
      terminal: true,
      stdin: true,
      autoRemove: true,
    });
    expect(dockerRun(image, filled)).toBe(
      "docker run -it --rm --name site -p 80 -e A=1 -e 'B=two words' -v data:/data -v /tmp/x -v cache:/c:ro web:dev sh -c 'echo hi'",
    );
  });

  it.each([
    [{ name: "-x" }, { field: "name", word: "-x" }],
    [{ command: "sh -c 'oops" }, { field: "command" }],
    [{ ports: "80 70000:1" }, { field: "ports", word: "70000:1" }],
    [{ ports: "0.0.0.0:80:80" }, { field: "ports", word: "0.0.0.0:80:80" }],
    [{ env: "A" }, { field: "env", word: "A" }],
    [{ volumes: "./src:/src" }, { field: "volumes", word: "./src:/src" }],
  ] as const)("%j is not understood", (change, fault) => expect(specOf(image, form(change))).toEqual(fault));
});
