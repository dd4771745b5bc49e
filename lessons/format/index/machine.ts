import { DASHBOARD, KUBERNETES, machine, PAGE_INSIDE, SECOND_HOST, SECOND_TERMINAL } from "../gaps.ts";
import { type PathRoots, pathRoots } from "../workspacePath.ts";
import type { IndexMap } from "./indexNode.ts";
import type { IndexReader } from "./indexValues.ts";

/** Machines whose lessons need no more than docker and a shell. */
const KNOWN = /^(?:docker(?:-direct|-ce|-\d.*)?|ubuntu(?:[-:]?\d.*)?|bash|terminal|host01|strata)(?::.*)?$/i;
const CLUSTER = /kube|k3s|k8s|minikube|openshift|microk8s|crc\b|swarm/i;

/** Finds what the lesson's machine and layout ask for and can't have here. */
export function readMachine(root: IndexMap, reader: IndexReader): PathRoots {
  const image = backendImage(root, reader);
  if (image !== undefined) {
    if (/\b[2-9]nodes?\b|-[2-9]nodes?|cluster/i.test(image)) reader.findings.gap(SECOND_HOST);
    if (CLUSTER.test(image)) reader.findings.gap(KUBERNETES);
    else if (!KNOWN.test(image)) reader.findings.gap(machine(image.slice(0, 80)));
  }
  const environment = reader.map(root, "environment");
  if (environment === undefined) return pathRoots(undefined);
  const layout = reader.text(environment, "uilayout")?.text ?? "";
  if (/iframe/i.test(layout)) reader.findings.gap(PAGE_INSIDE);
  if (/terminal-terminal/i.test(layout) || has(environment, "terminals", reader)) reader.findings.gap(SECOND_TERMINAL);
  if (has(environment, "dashboards", reader)) reader.findings.gap(DASHBOARD);
  return pathRoots(reader.text(environment, "uieditorpath")?.text);
}

function backendImage(root: IndexMap, reader: IndexReader): string | undefined {
  const backend = reader.map(root, "backend");
  return backend === undefined ? undefined : reader.text(backend, "imageid")?.text;
}

function has(map: IndexMap, key: string, reader: IndexReader): boolean {
  return map.entries.has(key) && (reader.list(map, key)?.length ?? 0) > 0;
}
