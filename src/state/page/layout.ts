import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

export const RESULT_TABS = ["layers", "files", "history", "inspect", "compare"] as const;
export const BOTTOM_TABS = ["log", "problems", "console"] as const;
export type ResultTab = (typeof RESULT_TABS)[number];
export type BottomTab = (typeof BOTTOM_TABS)[number];
/** What a screen under 700 px shows: both halves, or one of them. */
export type PhoneView = "both" | "editor" | "result";

interface LayoutState {
  readonly resultTab: ResultTab;
  readonly bottomTab: BottomTab;
  /** The selected tab under 700 px, where one row of tabs holds both groups. */
  readonly phoneTab: ResultTab | BottomTab;
  readonly phoneView: PhoneView;
  /** Whether the drawer of context files is open, on screens without room beside the editor. */
  readonly drawerOpen: boolean;
}

type Remembered = Pick<LayoutState, "resultTab" | "bottomTab">;

const KEY = "strata.layout";

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === "object" &&
  value !== null &&
  "resultTab" in value &&
  "bottomTab" in value &&
  RESULT_TABS.some((tab) => tab === value.resultTab) &&
  BOTTOM_TABS.some((tab) => tab === value.bottomTab);

const remembered: Remembered = readStored(KEY, isRemembered) ?? { resultTab: "layers", bottomTab: "log" };

export const useLayout = create<LayoutState>(() => ({
  ...remembered,
  phoneTab: remembered.resultTab,
  phoneView: "both",
  drawerOpen: false,
}));

function remember(): void {
  const { resultTab, bottomTab } = useLayout.getState();
  writeStored(KEY, { resultTab, bottomTab });
}

export function showResultTab(resultTab: ResultTab): void {
  useLayout.setState((state) => ({ resultTab, phoneTab: resultTab, phoneView: revealResult(state.phoneView) }));
  remember();
}

/** Switches the bottom tabs to the log. Does nothing on a phone, where it would replace the result. */
export function showLogBelow(): void {
  useLayout.setState({ bottomTab: "log" });
  remember();
}

export function showBottomTab(bottomTab: BottomTab): void {
  useLayout.setState((state) => ({ bottomTab, phoneTab: bottomTab, phoneView: revealResult(state.phoneView) }));
  remember();
}

export function setPhoneView(phoneView: PhoneView): void {
  useLayout.setState({ phoneView });
}

export function setDrawer(drawerOpen: boolean): void {
  useLayout.setState({ drawerOpen });
}

const revealResult = (view: PhoneView): PhoneView => (view === "editor" ? "both" : view);
