import type { AskRemote } from "../../../inputs/copyInputs.ts";
import type { BuildSession } from "../../session/buildSession.ts";
import { resolveCommit } from "../git/fetchRepository.ts";
import { fetchUrl } from "./fetchUrl.ts";

/** Fetches what COPY and ADD take from elsewhere. */
export function askNow(session: BuildSession): AskRemote {
  return async (_name, source, { checksum }) => {
    if (source.kind === "git") {
      const { commit, tag } = await resolveCommit(session, source);
      return [commit, tag ?? "", source.keepGitDir].join(" ");
    }
    const { digest, name } = await fetchUrl(session, source.url, checksum);
    return `${digest} ${name}`;
  };
}
