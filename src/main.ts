import "./ui/tokens.css";
import "./ui/base.css";
import { startPage } from "./pageRoots.ts";

// React and the page are loaded at once, not one after the other.
const page = startPage(location.pathname).catch(() => undefined);
const { drawPage } = await import("./drawPage.tsx");
drawPage(await page);
