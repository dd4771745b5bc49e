import type { SignatureInformation } from "#dockerfile/services/signatureHelp.ts";
import { askLanguage } from "./language/askLanguage.ts";
import type { Monaco } from "./monacoApi.ts";
import { toPosition } from "./positions.ts";

/** An instruction's forms, when asked for with Ctrl+Shift+Space: unasked they would stand in the way of completion. */
export function registerDockerfileSignatures({ languages }: Monaco): void {
  languages.registerSignatureHelpProvider("dockerfile", {
    signatureHelpRetriggerCharacters: [" ", "-", "=", "[", "<"],
    provideSignatureHelp: async (model, position) => {
      const help = await askLanguage("signature", { text: model.getValue(), position: toPosition(position) });
      if (!help) return undefined;
      return { value: { ...help, signatures: help.signatures.map(toMonacoSignature) }, dispose: () => {} };
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
