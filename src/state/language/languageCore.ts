import { askLanguage, listenForNews } from "../../language/askLanguage.ts";

/** The way from a feature to the language core: features import state, state imports the core. */
export const askLanguageCore = askLanguage;
export const listenForLanguageNews = listenForNews;
