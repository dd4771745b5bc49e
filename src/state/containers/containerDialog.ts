import { create } from "zustand";

export type ContainerQuestion = "commit" | "rename" | "remove";

/** The dialog that is open about a container. */
export const useContainerDialog = create<{
  readonly open?: { readonly about: string; readonly question: ContainerQuestion };
}>(() => ({}));

export function askAbout(container: string, question: ContainerQuestion): void {
  useContainerDialog.setState({ open: { about: container, question } });
}

export function closeContainerDialog(): void {
  useContainerDialog.setState({}, true);
}
