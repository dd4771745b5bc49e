import "./ui/tokens.css";
import "./ui/base.css";
import { drawPage } from "./drawPage.tsx";
import { startPage } from "./pageRoots.ts";

drawPage(await startPage(location.pathname).catch(() => undefined));
