/* The user, groups, and capabilities of the command. */
#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

/* Docker's default set; each of them affects only what belongs to the sandbox's own user namespace. */
static const int allowed[] = {CAP_CHOWN,  CAP_DAC_OVERRIDE, CAP_FSETID, CAP_FOWNER,  CAP_MKNOD,
                              CAP_NET_RAW, CAP_SETGID,      CAP_SETUID, CAP_SETFCAP, CAP_SETPCAP,
                              CAP_NET_BIND_SERVICE, CAP_SYS_CHROOT, CAP_KILL, CAP_AUDIT_WRITE};

static uint64_t allowed_set(void) {
  uint64_t set = 0;
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) set |= 1ull << allowed[i];
  return set;
}

static void bound_capabilities(uint64_t set) {
  for (int capability = 0; capability < 64; capability++) {
    if (set >> capability & 1) continue;
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0) {
      if (errno == EINVAL) return; /* above the highest that this kernel has */
      fail_errno("set user", "drop capability %d", capability);
    }
  }
}

static void set_capabilities(uint64_t set) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {{(uint32_t)set, (uint32_t)set, 0}, {(uint32_t)(set >> 32), (uint32_t)(set >> 32), 0}};
  if (syscall(SYS_capset, &header, data) < 0) fail_errno("set user", "set capabilities");
}

/*
 * With one id mapped, there is no other user to become. But the number is possible: one more user namespace, in which
 * the one id has the requested number, without any capability.
 */
static void wear_id(const struct spec *spec) {
  char map[64];
  if (unshare(CLONE_NEWUSER) < 0) fail_errno("set user", "user %u, with one id mapped", spec->uid);
  snprintf(map, sizeof map, "%u 0 1\n", spec->uid);
  bool worn = write_file("/proc/self/uid_map", map) && (write_file("/proc/self/setgroups", "deny") || errno == EPERM);
  snprintf(map, sizeof map, "%u 0 1\n", spec->gid);
  if (!worn || !write_file("/proc/self/gid_map", map)) fail_errno("set user", "user %u, with one id mapped", spec->uid);
}

void take_identity(const struct spec *spec, bool single_id) {
  /* A session keyring of its own, so that it has nothing of ours (like runc); then keyctl is refused. */
  syscall(SYS_keyctl, 1 /* KEYCTL_JOIN_SESSION_KEYRING */, NULL);
  prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
  if (single_id && spec->uid != 0) wear_id(spec);
  bound_capabilities(allowed_set());
  if (!single_id && setgroups(spec->group_count, spec->groups) < 0) fail_errno("set user", "groups");
  /* Root in another group: not with one id. */
  unsigned gid = single_id && spec->uid == 0 ? 0 : spec->gid;
  if (setresgid(gid, gid, gid) < 0) fail_errno("set user", "group %u", spec->gid);
  /* While allowed: without no_new_privs (BuildKit leaves it off, so that sudo works) a filter needs CAP_SYS_ADMIN. */
  seccomp_install(single_id && spec->uid == 0);
  if (setresuid(spec->uid, spec->uid, spec->uid) < 0) fail_errno("set user", "user %u", spec->uid);
  set_capabilities(spec->uid == 0 ? allowed_set() : 0);
}
