import type { InlayHint } from "#dockerfile/services/hints/inlayHints.ts";
import type { SignatureInformation } from "#dockerfile/services/hints/signatureHelp.ts";
import { dockerfileEnvironment } from "../../state/language/dockerfileEnvironment.ts";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import type { Monaco } from "./monacoApi.ts";
import { toMonacoRange, toPosition } from "./positions.ts";

/** Signature help for instructions, and inlay hints with the values of variables. */
export function registerDockerfileSignatures({ languages }: Monaco): void {
  // Only on Ctrl+Shift+Space: otherwise they would cover the completion list.
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
