import { leaveProject } from "../project/project.ts";

/** Loads the image of an archive that was taken as a project, and shows it. */
export async function lookIntoArchive(archive: File): Promise<void> {
  leaveProject();
  const { lookIntoFile } = await import("../images/lookInto.ts");
  await lookIntoFile(archive);
}
