/**
 * Started by git and ssh for `git://` and ssh addresses, with host and port: joins its own input and output to a
 * tunnel through the build's proxy. STRATA_TUNNEL is `PORT AUTHORIZATION`.
 */
import * as http from "node:http";

const [host = "", port = ""] = process.argv.slice(2);
const [proxyPort, ...authorization] = (process.env.STRATA_TUNNEL ?? "").split(" ");
const request = http.request({
  host: "127.0.0.1",
  port: proxyPort,
  method: "CONNECT",
  path: `${host.includes(":") ? `[${host}]` : host}:${port}`,
  headers: { "proxy-authorization": authorization.join(" ") },
});

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

request.on("error", (error) => fail(error.message));
request.on("connect", (answer, socket, head) => {
  if (answer.statusCode !== 200) fail(`fatal: builds can't reach ${host}:${port}`);
  process.stdout.write(head);
  process.stdin.pipe(socket).pipe(process.stdout);
  socket.on("error", (error) => fail(error.message));
});
request.end();
