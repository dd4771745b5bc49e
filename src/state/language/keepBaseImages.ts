import { askLanguage } from "../../language/askLanguage.ts";
import { wantBaseImages } from "../image/baseImages.ts";
import { useAnalysis } from "./analysis.ts";
import { dockerfileEnvironment } from "./dockerfileEnvironment.ts";

/** Call once: asks the server about the images the Dockerfile names after each analysis. */
export function keepBaseImages(): void {
  useAnalysis.subscribe(({ text, stages }, before) => {
    if (text === before.text || stages.length === 0) return;
    const environment = dockerfileEnvironment();
    askLanguage("images", { text, environment }).then(
      (names) => wantBaseImages(names, environment.platform ?? ""),
      // Completion and hover know less without it.
      () => {},
    );
  });
}
