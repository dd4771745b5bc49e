/** What a container must be allowed for sandboxes in it: namespaces and mounts, and a /proc of their own. */
export const CONTAINER_WAYS_OUT: readonly string[] = [
  "Run Strata outside a container, or start its container with --security-opt seccomp=unconfined " +
    "--security-opt systempaths=unconfined, and --security-opt apparmor=unconfined if the machine has AppArmor.",
  "In Kubernetes, set sandbox.enabled in the values of the Helm chart.",
];
