import { useAnalysis } from "../../../state/analysis.ts";
import { provideFindingHelp } from "../../../state/findingHelp.ts";
import { askLanguage } from "./askLanguage.ts";
import { analyzeInput } from "./startAnalysis.ts";

/** Call once: lets the rest of the page ask the language core about findings. */
export function offerFindingHelp(): void {
  provideFindingHelp({
    about: (finding, text) => askLanguage("about", { finding, text }),
    fixAll: () => {
      const { text, diagnostics } = useAnalysis.getState();
      return askLanguage("fixAll", { ...analyzeInput(), text, diagnostics });
    },
  });
}
