import type { InlayHint } from "#dockerfile/services/hints/inlayHints.ts";
import type { SignatureInformation } from "#dockerfile/services/hints/signatureHelp.ts";
import { dockerfileEnvironment } from "../../state/language/dockerfileEnvironment.ts";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import type { Monaco } from "./monacoApi.ts";
import { toMonacoRange, toPosition } from "./positions.ts";

/** What is told beside the text: an instruction's forms, and variables' values. */
export function registerDockerfileSignatures({ languages }: Monaco): void {
  // When asked for with Ctrl+Shift+Space: unasked they would stand in the way of completion.
  languages.registerSignatureHelpProvider("dockerfile", {
    signatureHelpRetriggerCharacters: [" ", "-", "=", "[", "<"],
    provideSignatureHelp: async (model, position) => {
      const help = await askLanguageCore("signature", { text: model.getValue(), position: toPosition(position) });
      if (!help) return undefined;
      return { value: { ...help, signatures: help.signatures.map(toMonacoSignature) }, dispose: () => {} };
    },
  });
  languages.registerInlayHintsProvider("dockerfile", {
    provideInlayHints: async (model) => {
      const hints = await askLanguageCore("hints", { text: model.getValue(), environment: dockerfileEnvironment() });
      const toHint = ({ position, label }: InlayHint) => {
        const { startLineNumber: lineNumber, startColumn: column } = toMonacoRange({ start: position, end: position });
        return { label, position: { lineNumber, column }, paddingLeft: true };
      };
      return { hints: hints.map(toHint), dispose: () => {} };
    },
  });
}

const toMonacoSignature = ({ label, documentation, parameters }: SignatureInformation) => ({
  label,
  documentation: { value: documentation.value },
  parameters: parameters.map(({ label: [start, end], documentation: about }) => ({
    label: [start, end] satisfies [number, number],
    ...(about && { documentation: { value: about.value } }),
  })),
});
