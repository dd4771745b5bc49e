import { create } from "zustand";

/** What of the build settings is wanted: all of them, or the first secret without a value. */
export type WantedSettings = "all" | "secrets";

export const useSettingsShown = create<{ readonly wanted: WantedSettings | undefined }>(() => ({ wanted: undefined }));

export const showSettings = (wanted: WantedSettings): void => useSettingsShown.setState({ wanted });
export const hideSettings = (): void => useSettingsShown.setState({ wanted: undefined });
