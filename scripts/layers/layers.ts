import { BUILDER_LAYERS } from "./builderLayers.ts";
import { BUILD_KIT_LAYERS } from "./buildKitLayers.ts";
import { CONSOLE_LAYERS } from "./consoleLayers.ts";
import { CONTAINER_LAYERS } from "./containerLayers.ts";
import { EMBEDDED_LAYERS } from "./embeddedLayers.ts";
import { HTTP_LAYERS } from "./httpLayers.ts";
import { IMAGE_LAYERS } from "./imageLayers.ts";
import { LANGUAGE_LAYERS } from "./languageLayers.ts";
import type { Layer } from "./layer.ts";
import { PAGE_LAYERS } from "./pageLayers.ts";
import { SANDBOX_LAYERS } from "./sandboxLayers.ts";
import { SERVER_LAYERS } from "./serverLayers.ts";

/**
 * The one table of what may import what; arrows only go down. `npm run layers` writes the linter's zones
 * (biome.imports.json) and the table in docs/architecture.md from it, and a test walks every import, type-only ones too.
 * Tests, and what only they use, may import anything.
 */
export const LAYERS: readonly Layer[] = [
  ...LANGUAGE_LAYERS,
  ...IMAGE_LAYERS,
  ...SANDBOX_LAYERS,
  ...BUILDER_LAYERS,
  ...EMBEDDED_LAYERS,
  ...BUILD_KIT_LAYERS,
  ...CONTAINER_LAYERS,
  ...CONSOLE_LAYERS,
  ...SERVER_LAYERS,
  ...HTTP_LAYERS,
  ...PAGE_LAYERS,
];
