import { spawn } from "node:child_process";
import { tmpdir } from "node:os";

/** Seconds that `docker load` takes; the image is removed again. The file is in `REFERENCE_SHARE`, as for builds. */
export async function loadWithDocker(archive: string, name: string): Promise<string> {
  const command = (process.env.DOCKER ?? "docker").split(" ");
  const share = process.env.REFERENCE_SHARE ?? tmpdir();
  const inside = archive.replace(share, process.env.REFERENCE_SHARE_INSIDE ?? share);
  const time = await secondsOf([...command, "load", "-i", inside]);
  await secondsOf([...command, "image", "rm", name]);
  return time;
}

/** Seconds that dive takes to read it without its screen; `DIVE` is the command. */
export async function readWithDive(archive: string): Promise<string> {
  const command = process.env.DIVE;
  if (command === undefined) return "not measured: DIVE names no dive";
  return await secondsOf([...command.split(" "), `docker-archive://${archive}`, "--json", "/dev/null"]);
}

function secondsOf([command = "", ...args]: readonly string[]): Promise<string> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors = (errors + chunk).slice(-2000);
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(((performance.now() - began) / 1000).toFixed(2));
      else reject(new Error(`${command} ended with ${code}: ${errors}`));
    });
  });
}
