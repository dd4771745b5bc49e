import "../ui/tokens.css";
import "../ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { EMBED_PAGE } from "#contract/pagePaths.ts";
import { matchPath } from "../lib/matchPath.ts";
import { loadEmbedded } from "../state/embed/embedded.ts";
import { EmbedPage } from "./EmbedPage.tsx";
import { followTheme } from "./followTheme.ts";

const place = document.getElementById("root");
if (!place) throw new Error("embed.html has no #root");
followTheme(new URLSearchParams(location.search).get("theme"));
const id = matchPath(EMBED_PAGE, location.pathname)?.id ?? "";
void loadEmbedded(id);
createRoot(place).render(
  <StrictMode>
    <EmbedPage id={id} />
  </StrictMode>,
);
