/* The same list with the numbers of 32-bit x86, whose programs a 64-bit kernel runs too. arm64 has none. */
#if defined(__x86_64__)
#include <asm/unistd_32.h>
#include <stddef.h>

const int denied32[] = {
    __NR_acct, __NR_add_key, __NR_bpf, __NR_clock_settime, __NR_clock_settime64, __NR_delete_module, __NR_finit_module,
    __NR_get_mempolicy, __NR_init_module, __NR_kcmp, __NR_kexec_load, __NR_keyctl, __NR_lookup_dcookie, __NR_mbind,
    __NR_migrate_pages, __NR_mount, __NR_move_pages, __NR_nfsservctl, __NR_open_by_handle_at, __NR_perf_event_open, __NR_pivot_root,
    __NR_quotactl, __NR_reboot, __NR_request_key, __NR_set_mempolicy, __NR_setns, __NR_settimeofday, __NR_stime,
    __NR_swapoff, __NR_swapon, __NR_syslog, __NR_umount, __NR_umount2, __NR_unshare, __NR_userfaultfd, __NR_vhangup,
    __NR_fanotify_init, __NR_setdomainname, __NR_sethostname, 425, 426, 427, 428, 429, 430, 431, 432, 433,
    438, 440, 442, 443, 450, 459, 460, 461, __NR_create_module, __NR_get_kernel_syms, __NR_ioperm, __NR_iopl,
    __NR_query_module, __NR_sysfs, __NR__sysctl, __NR_uselib, __NR_ustat, __NR_vm86, __NR_vm86old,
};
const unsigned long denied32_count = sizeof denied32 / sizeof *denied32;
#else
const int denied32[] = {0};
const unsigned long denied32_count = 0;
#endif
