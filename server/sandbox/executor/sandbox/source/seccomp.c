/*
 * The system calls that Docker's default profile denies a container without extra capabilities, refused with
 * EPERM as there. Most need more than a user namespace's capabilities anyway; the filter keeps the kernel's code behind
 * them out of reach. Calls that this list does not know (newer ones) fail with ENOSYS.
 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#define COMPAT COMPAT_ARCH
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#endif

enum { LAST_KNOWN = 462 /* mseal */, NAMESPACES = 0x7E020000 };

/* Address families: the kernel's crypto, and the connection to the host of this virtual machine. */
static const int denied_families[] = {38 /* AF_ALG */, 40 /* AF_VSOCK */};
/* Personalities that a program may request: none, 32-bit, the old version, both; ~0 asks for the current one. */
static const uint32_t personalities[] = {0, 0x8, 0x20000, 0x20008, 0xFFFFFFFF};

static const int denied[] = {
    SYS_acct, SYS_add_key, SYS_bpf, SYS_clock_settime, SYS_delete_module, SYS_finit_module, SYS_init_module,
    SYS_get_mempolicy, SYS_kcmp, SYS_kexec_load, SYS_kexec_file_load, SYS_keyctl, SYS_lookup_dcookie, SYS_mbind, SYS_migrate_pages, SYS_mount,
    SYS_move_pages, SYS_nfsservctl, SYS_open_by_handle_at, SYS_perf_event_open, SYS_pivot_root, SYS_quotactl, SYS_reboot,
    SYS_request_key, SYS_set_mempolicy, SYS_setns, SYS_settimeofday, SYS_swapoff, SYS_swapon, SYS_syslog, SYS_umount2,
    SYS_unshare, SYS_userfaultfd, SYS_vhangup, SYS_fanotify_init, SYS_setdomainname, SYS_sethostname,
    425, 426, 427 /* io_uring */, 428 /* open_tree */, 429 /* move_mount */, 430 /* fsopen */, 431 /* fsconfig */,
    432 /* fsmount */, 433 /* fspick */, 438 /* pidfd_getfd */, 440 /* process_madvise */, 442 /* mount_setattr */,
    443 /* quotactl_fd */, 450 /* set_mempolicy_home_node */, 459, 460, 461 /* lsm_* */,
#if defined(__x86_64__)
    SYS_create_module, SYS_get_kernel_syms, SYS_ioperm, SYS_iopl, SYS_query_module, SYS_sysfs, SYS__sysctl,
    SYS_uselib, SYS_ustat,
#endif
};

/* With one id mapped, changing an owner or setting groups can't work; package managers must believe that it did. */
static const int pretended[] = {
    SYS_fchown, SYS_fchownat, SYS_setgroups,
#if defined(__x86_64__)
    SYS_chown, SYS_lchown,
#endif
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define DATA(field) ((uint32_t)offsetof(struct seccomp_data, field))
#define ERRNO(number) (SECCOMP_RET_ERRNO | (number))

static struct sock_filter program[512];
static unsigned short length;

static void add(uint16_t code, uint32_t k, uint8_t yes, uint8_t no) {
  program[length++] = (struct sock_filter){code, yes, no, k};
}
static void load(uint32_t offset) { add(BPF_LD | BPF_W | BPF_ABS, offset, 0, 0); }
static void give(uint32_t action) { add(BPF_RET | BPF_K, action, 0, 0); }
static void give_if_equal(uint32_t value, uint32_t action) {
  add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
  give(action);
}

/* The following, up to `end_rule`, checks an argument of one call. */
static size_t begin_rule(int call, int argument) {
  add(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 0);
  load(DATA(args[argument]));
  return length - 2u;
}

static void end_rule(size_t rule, uint32_t otherwise) {
  give(otherwise);
  program[rule].jf = (uint8_t)(length - rule - 1);
}

/* The same for both call tables, with the numbers they have there. */
static void rules_by_argument(int clone, int socket, int socketpair, int personality, int ioctl) {
  size_t rule = begin_rule(clone, 0);
  add(BPF_JMP | BPF_JSET | BPF_K, NAMESPACES, 0, 1);
  give(ERRNO(EPERM));
  end_rule(rule, SECCOMP_RET_ALLOW);
  for (int i = 0; i < 2; i++) {
    rule = begin_rule(i ? socketpair : socket, 0);
    for (size_t j = 0; j < COUNT(denied_families); j++) give_if_equal((uint32_t)denied_families[j], ERRNO(EPERM));
    end_rule(rule, SECCOMP_RET_ALLOW);
  }
  rule = begin_rule(personality, 0);
  for (size_t i = 0; i < COUNT(personalities); i++) give_if_equal(personalities[i], SECCOMP_RET_ALLOW);
  end_rule(rule, ERRNO(EPERM));
  rule = begin_rule(ioctl, 1);
  give_if_equal(0x5412 /* TIOCSTI: types into a terminal */, ERRNO(EPERM));
  give_if_equal(0x541C /* TIOCLINUX */, ERRNO(EPERM));
  end_rule(rule, SECCOMP_RET_ALLOW);
}

/* The helper creates devices, if it listens (devices.c); the kernel handles everything else that mknod creates. */
static void devices_rule(int call, int mode_argument, bool ask) {
  if (!ask) return;
  size_t rule = begin_rule(call, mode_argument);
  add(BPF_ALU | BPF_AND | BPF_K, S_IFMT, 0, 0);
  give_if_equal(S_IFCHR, SECCOMP_RET_USER_NOTIF);
  give_if_equal(S_IFBLK, SECCOMP_RET_USER_NOTIF);
  end_rule(rule, SECCOMP_RET_ALLOW);
}

static void native_rules(bool single_id, bool ask) {
  load(DATA(nr));
#if defined(__x86_64__)
  add(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); /* x32 */
  give(ERRNO(ENOSYS));
#endif
  add(BPF_JMP | BPF_JGT | BPF_K, LAST_KNOWN, 0, 1);
  give(ERRNO(ENOSYS));
  if (single_id)
    for (size_t i = 0; i < COUNT(pretended); i++) give_if_equal((uint32_t)pretended[i], ERRNO(0));
  for (size_t i = 0; i < COUNT(denied); i++) give_if_equal((uint32_t)denied[i], ERRNO(EPERM));
  /* Its flags are behind a pointer that a filter can't follow; the C library falls back to clone. */
  give_if_equal(435 /* clone3 */, ERRNO(ENOSYS));
#if defined(__x86_64__)
  devices_rule(SYS_mknod, 1, ask);
#endif
  devices_rule(SYS_mknodat, 2, ask);
  rules_by_argument(SYS_clone, SYS_socket, SYS_socketpair, SYS_personality, SYS_ioctl);
  give(SECCOMP_RET_ALLOW);
}

#ifdef COMPAT
static void compat_rules(bool ask) {
  load(DATA(nr));
  add(BPF_JMP | BPF_JGT | BPF_K, LAST_KNOWN, 0, 1);
  give(ERRNO(ENOSYS));
  devices_rule(COMPAT_MKNOD, 1, ask);
  devices_rule(COMPAT_MKNODAT, 2, ask);
  for (size_t i = 0; i < denied32_count; i++) give_if_equal((uint32_t)denied32[i], ERRNO(EPERM));
  give_if_equal(435 /* clone3 */, ERRNO(ENOSYS));
  rules_by_argument(120 /* clone */, 359 /* socket */, 360 /* socketpair */, 136 /* personality */, 54 /* ioctl */);
  /* These two of socketcall's calls have the family behind a pointer; the C library then calls 359 and 360 itself. */
  size_t rule = begin_rule(102 /* socketcall */, 0);
  give_if_equal(1 /* socket */, ERRNO(ENOSYS));
  give_if_equal(8 /* socketpair */, ERRNO(ENOSYS));
  end_rule(rule, SECCOMP_RET_ALLOW);
  give(SECCOMP_RET_ALLOW);
}
#endif

static void make_program(bool single_id, bool ask) {
  length = 0;
  load(DATA(arch));
#ifdef COMPAT
  add(BPF_JMP | BPF_JEQ | BPF_K, COMPAT, 0, 1);
  unsigned short jump = length; /* across all native rules: too far for a conditional jump */
  add(BPF_JMP | BPF_JA, 0, 0, 0);
#endif
  add(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0);
  give(SECCOMP_RET_KILL_PROCESS);
  native_rules(single_id, ask);
#ifdef COMPAT
  program[jump].k = (uint32_t)(length - jump - 1);
  compat_rules(ask);
#endif
}

/* If a parent listens already (an LXD container), no other process may: then the kernel handles devices. */
void seccomp_install(bool single_id) {
  make_program(single_id, true);
  struct sock_fprog filter = {length, program};
  int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter);
  if (listener >= 0) {
    report_send(REPORT_LISTENER, NULL, 0, &listener, 1);
    close(listener);
    return;
  }
  make_program(single_id, false);
  filter.len = length;
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) < 0) fail_errno("seccomp", "install the filter");
}
