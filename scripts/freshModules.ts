import { vi } from "vitest";

/** For test files that share a process: each evaluates the project's modules anew, and so gets stores of its own. */
vi.resetModules();
