import { deb, rpmDatabase } from "#server/oci/packages/packageFixture.ts";
import type { OwnImage } from "./ownImage.ts";

const python = (name: string, version: string) =>
  `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nSummary: it\n\nVersion: of the description\n`;
const node = (name: string, version: string) => JSON.stringify({ name, version });

/** The files of package managers at their places, and an rpm database, which only a RUN can write: it is not text. */
function packages(files: Readonly<Record<string, string>>, rpm: Readonly<Record<string, string>>): OwnImage {
  const database = rpmDatabase(
    Object.entries(rpm).map(([name, whole]) => {
      const [version = "", release = ""] = whole.split("-");
      return { name, version, release };
    }),
  );
  const unpack = "mkdir -p /var/lib/rpm && base64 -d /rpm.base64 > /var/lib/rpm/rpmdb.sqlite && rm /rpm.base64";
  return {
    dockerfile: `FROM busybox\nCOPY . /\nRUN ${unpack}\n`,
    files: { ...files, "rpm.base64": database.toString("base64") },
    rpm,
  };
}

const SITE = "usr/lib/python3/dist-packages";

/** Two images with packages of every manager: some are in both, some in other versions, some in one. */
export const PACKAGE_IMAGES: Readonly<Record<string, OwnImage>> = {
  "packages of every manager": packages(
    {
      "var/lib/dpkg/status": [
        ...[deb("libc6", "2.36-9"), deb("curl", "7.88.1-10"), deb("gone", "1", "deinstall ok config-files")],
        ...[deb("multi", "1.0"), deb("multi", "1.1")],
      ].join("\n"),
      "var/lib/dpkg/status.d/base": deb("base-files", "12.4"),
      "var/lib/dpkg/status.d/base.md5sums": "0123  etc/x\n",
      "lib/apk/db/installed": "C:Q1x\nP:musl\nV:1.2.4-r2\nA:x86_64\nF:lib\n\nP:busybox\nV:1.36.1-r5\n\n",
      [`${SITE}/six-1.16.0.dist-info/METADATA`]: python("six", "1.16.0"),
      [`${SITE}/old-0.1.egg-info`]: python("old", "0.1"),
      "opt/venv/lib/python3.11/site-packages/six-1.15.0.dist-info/METADATA": python("six", "1.15.0"),
      "app/node_modules/left-pad/package.json": node("left-pad", "1.3.0"),
      "app/node_modules/@types/node/package.json": node("@types/node", "24.0.0"),
      "app/node_modules/left-pad/node_modules/inner/package.json": node("inner", "0.0.1"),
      "app/package.json": node("app", "9"),
    },
    { bash: "5.2.26-3.fc40", gpg: "1.17-1.fc40" },
  ),
  "other packages of every manager": packages(
    {
      "var/lib/dpkg/status": [deb("libc6", "2.36-9"), deb("curl", "7.88.1-11"), deb("multi", "1.1")].join("\n"),
      "usr/lib/apk/db/installed": "P:musl\nV:1.2.5-r0\n\nP:zlib\nV:1.3-r0\n\n",
      [`${SITE}/six-1.16.0.dist-info/METADATA`]: python("six", "1.16.0"),
      [`${SITE}/new-2.0.egg-info/PKG-INFO`]: python("new", "2.0"),
      "app/node_modules/left-pad/package.json": node("left-pad", "1.3.1"),
      "app/node_modules/@types/node/package.json": node("@types/node", "24.0.0"),
    },
    { bash: "5.2.32-1.fc41", zsh: "5.9-1.fc41" },
  ),
};
