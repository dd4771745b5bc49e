import EditorWorker from "monaco-editor/editor/editor.worker.js?worker";

/** A worker for Monaco, which would throw the bare event of a load that failed: nobody could catch or read it. */
export function editorWorker(): Worker {
  const worker = new EditorWorker();
  worker.addEventListener("error", (event: Event) => {
    if (!(event instanceof ErrorEvent)) event.stopImmediatePropagation();
  });
  return worker;
}
