import * as fs from "node:fs";
import { basename, join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";
import { scanTar } from "#server/oci/tar/tarScan.ts";
import type { TarHeaderInput } from "#server/oci/tar/tarWriter.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

/** The second half of make.sh: `makeStarter.ts WORK TARGET` writes the layers and starter.json into TARGET. */

const FOLDERS: Record<string, number> = {
  bin: 0o755,
  dev: 0o755,
  etc: 0o755,
  home: 0o755,
  proc: 0o755,
  root: 0o700,
  sys: 0o755,
  tmp: 0o1777,
  usr: 0o755,
  "usr/bin": 0o755,
  "usr/sbin": 0o755,
  var: 0o755,
  "var/spool": 0o755,
  "var/spool/mail": 0o755,
  "var/www": 0o755,
};

/** The accounts of Docker Hub's busybox. */
const PASSWD = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;
const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
kmem:x:9:
wheel:x:10:root
cdrom:x:11:
dialout:x:18:
floppy:x:19:
video:x:28:
audio:x:29:
tape:x:32:
www-data:x:33:
operator:x:37:
utmp:x:43:
plugdev:x:46:
staff:x:50:
lock:x:54:
netdev:x:82:
users:x:100:
nobody:x:65534:
`;
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

interface Member {
  readonly header: TarHeaderInput;
  readonly content: Buffer;
}

function makeLayer(busybox: Buffer, applets: readonly string[], mtime: number): Buffer {
  const members: Member[] = [];
  const add = (header: Pick<TarHeaderInput, "path" | "type" | "mode"> & { linkTarget?: string }, content = "") => {
    const bytes = Buffer.from(content);
    members.push({ header: { uid: 0, gid: 0, mtime, ...header, size: bytes.length }, content: bytes });
  };
  for (const [path, mode] of Object.entries(FOLDERS)) add({ path, type: "dir", mode });
  for (const name of applets) {
    if (name !== "busybox") add({ path: `bin/${name}`, type: "symlink", mode: 0o777, linkTarget: "busybox" });
  }
  add({ path: "usr/bin/env", type: "symlink", mode: 0o777, linkTarget: "../../bin/env" });
  add({ path: "etc/passwd", type: "file", mode: 0o644 }, PASSWD);
  add({ path: "etc/group", type: "file", mode: 0o644 }, GROUP);
  const program = {
    path: "bin/busybox",
    type: "file",
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtime,
    size: busybox.length,
  } as const;
  members.push({ header: program, content: busybox });
  members.sort((a, b) => comparePaths(a.header.path, b.header.path));
  const parts = members.flatMap(({ header, content }) => [tarHeader(header), content, tarPadding(content.length)]);
  return Buffer.concat([...parts, TAR_END]);
}

function makeConfig(architecture: string, layer: Buffer, version: string, mtime: number): Buffer {
  const created = new Date(mtime * 1000).toISOString().replace(".000Z", "Z");
  return encodeImageConfig({
    architecture,
    config: { Env: [`PATH=${PATH}`], Cmd: ["sh"] },
    created,
    history: [
      { created, created_by: `BusyBox ${version.replace(/^\d+:|[-+].*$/g, "")} (Debian busybox-static ${version})` },
      { created, created_by: 'CMD ["sh"]', empty_layer: true },
    ],
    os: "linux",
    rootfs: { type: "layers", diff_ids: [digestOf(layer)] },
  });
}

function readPackage(tar: string): { busybox: Buffer; mtime: number } {
  const fd = fs.openSync(tar, "r");
  try {
    for (const member of scanTar(fd, fs.fstatSync(fd).size)) {
      if (member.type !== "file" || basename(member.path) !== "busybox" || (member.mode & 0o100) === 0) continue;
      const busybox = Buffer.alloc(member.size);
      fs.readSync(fd, busybox, 0, member.size, member.offset);
      return { busybox, mtime: member.mtime };
    }
  } finally {
    fs.closeSync(fd);
  }
  throw new Error(`${tar} has no busybox`);
}

function main(work: string, target: string): void {
  const applets = fs.readFileSync(join(work, "applets"), "utf8").trim().split("\n");
  const images = ["amd64", "arm64"].map((architecture) => {
    const { busybox, mtime } = readPackage(join(work, architecture, "package.tar"));
    const version = fs.readFileSync(join(work, architecture, "version"), "utf8").trim();
    const layer = makeLayer(busybox, applets, mtime);
    const config = makeConfig(architecture, layer, version, mtime);
    const compressed = zstdCompressSync(layer, { params: { [constants.ZSTD_c_compressionLevel]: 19 } });
    fs.writeFileSync(join(target, `${architecture}.tar.zst`), compressed);
    return {
      platform: `linux/${architecture}`,
      diffId: digestOf(layer),
      layer: `${architecture}.tar.zst`,
      config: config.toString(),
    };
  });
  fs.writeFileSync(join(target, "starter.json"), `${JSON.stringify({ images }, null, 2)}\n`);
}

const [work = "", target = ""] = process.argv.slice(2);
main(work, target);
