import type { Monaco } from "./monacoApi.ts";

export function registerDockerfileServices(_monaco: Monaco): void {}
