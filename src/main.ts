import "./ui/tokens.css";
import "./ui/base.css";
import { LEARNER_PAGE } from "#contract/pagePaths.ts";
import { drawPage } from "./drawPage.tsx";
import { matchPath } from "./lib/matchPath.ts";
import { start } from "./workspaceRoot.tsx";

const learner = matchPath(LEARNER_PAGE, location.pathname);
if (learner) drawPage(await import("./learnerRoot.tsx").then((it) => it.start(learner)).catch(() => undefined));
else drawPage(start());
