export const messages = {
  pane: "Context files",
  heading: "Context",
  empty: "No files yet. Add a Dockerfile to get started.",
  add: "Add files",
  filesToUpload: "Files to upload",
  folderToUpload: "Folder to upload",

  ignoredName: (name: string) => `${name}, excluded by .dockerignore`,
  ignoredPath: (path: string) => `${path}: excluded by .dockerignore`,

  menu: {
    newFile: "New file",
    newFolder: "New folder",
    newFileHere: "New file here",
    newFolderHere: "New folder here",
    uploadFiles: "Upload files",
    uploadFolder: "Upload folder",
    open: "Open",
    makeExecutable: "Make executable",
    makeNotExecutable: "Make not executable",
    currentMode: (mode: string) => `currently ${mode}`,
    buildWith: "Build with this Dockerfile",
    rename: "Rename",
    delete: "Delete",
  },

  nameLabels: {
    "new-file": "Path of the new file",
    "new-folder": "Path of the new folder",
    rename: "New path",
  },

  uploading: (name: string) => `Uploading ${name}`,
  uploadOf: (name: string) => `Upload of ${name}`,
  cancelUpload: "Cancel upload",
} as const;
