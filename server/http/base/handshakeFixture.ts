import WebSocket from "ws";

/** For tests: how a real handshake is answered, `open` or the status of its refusal. */
export function handshake(url: string, headers: Record<string, string>): Promise<"open" | number> {
  const socket = new WebSocket(url, { headers });
  return new Promise((resolve, reject) => {
    socket.on("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.on("unexpected-response", (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on("error", reject);
  });
}
