import "./ui/tokens.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startPage } from "./pageRoots.ts";
import { NotLoaded } from "./ui/NotLoaded.tsx";

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
const root = createRoot(place);
const page = await startPage(location.pathname).catch(() => <NotLoaded />);
root.render(<StrictMode>{page}</StrictMode>);
