import { openFile } from "../../state/editor/editor.ts";
import { dockerfileEnvironment } from "../../state/language/dockerfileEnvironment.ts";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import type { Monaco } from "./monacoApi.ts";
import { toMonacoRange } from "./positions.ts";

/** What Ctrl+click opens: image pages, downloads, URLs in comments, and copied files, in the editor itself. */
export function registerDockerfileLinks({ languages, editor }: Monaco): void {
  languages.registerLinkProvider("dockerfile", {
    provideLinks: async (model) => {
      const links = await askLanguageCore("links", { text: model.getValue(), environment: dockerfileEnvironment() });
      return {
        links: links.map(({ range, target, tooltip }) => ({ range: toMonacoRange(range), url: target, tooltip })),
      };
    },
  });
  editor.registerLinkOpener({
    open: ({ scheme, path }) => {
      if (scheme !== "context") return false;
      openFile(path.replace(/^\//, ""));
      return true;
    },
  });
}
