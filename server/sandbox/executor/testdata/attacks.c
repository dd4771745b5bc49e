/*
 * Tries what a command in a sandbox must not be able to do, and reports each on a line of its own:
 * "ATTACK<tab>refused<tab>WHY" or "ATTACK<tab>SUCCEEDED". Run as root of the sandbox. Argument: an abstract socket that
 * an outside process listens on.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void say(const char *name, long result) {
  if (result < 0) printf("%s\trefused\t%s\n", name, strerrorname_np(errno));
  else printf("%s\tSUCCEEDED\n", name);
  fflush(stdout);
}

#define TRY(name, ...) (errno = 0, say(name, (long)(__VA_ARGS__)))
#define CALL(name, number, ...) TRY(name, syscall(number, ##__VA_ARGS__))

static long write_to(const char *path, const char *text) {
  int fd = open(path, O_WRONLY);
  if (fd < 0) return -1;
  long written = write(fd, text, strlen(text));
  close(fd);
  return written;
}

/* An empty file in place of a device is not one. */
static long open_device(const char *path) {
  struct stat about;
  int fd = open(path, O_RDWR);
  if (fd < 0) return -1;
  int known = fstat(fd, &about);
  close(fd);
  if (known == 0 && (S_ISCHR(about.st_mode) || S_ISBLK(about.st_mode))) return 0;
  errno = ENODEV;
  return -1;
}

static long open_to_read(const char *path) {
  char byte;
  int fd = open(path, O_RDONLY | O_NONBLOCK);
  if (fd < 0) return -1;
  long got = read(fd, &byte, 1);
  close(fd);
  if (got == 0) errno = ENODATA;
  return got == 1 ? 0 : -1;
}

static void mounts(void) {
  TRY("mounting a tmpfs", mount("t", "/tmp", "tmpfs", 0, NULL));
  TRY("mounting a second /proc", mount("p", "/tmp", "proc", 0, NULL));
  TRY("mounting a second /sys", mount("s", "/tmp", "sysfs", 0, NULL));
  TRY("mounting the control groups", mount("c", "/tmp", "cgroup2", 0, NULL));
  TRY("mounting debugfs", mount("d", "/tmp", "debugfs", 0, NULL));
  TRY("mounting a disk", mount("/dev/sda1", "/tmp", "ext4", 0, NULL));
  TRY("mounting an overlay", mount("o", "/tmp", "overlay", 0, "lowerdir=/bin"));
  TRY("binding a folder over another", mount("/bin", "/tmp", NULL, MS_BIND, NULL));
  TRY("moving a mount", mount("/dev", "/tmp", NULL, MS_MOVE, NULL));
  TRY("sharing mounts with outside", mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL));
  TRY("making /proc/sys writable", mount(NULL, "/proc/sys", NULL, MS_REMOUNT | MS_BIND, NULL));
  TRY("making /etc/hosts writable", mount(NULL, "/etc/hosts", NULL, MS_REMOUNT | MS_BIND, NULL));
  TRY("making /sys writable", mount(NULL, "/sys", NULL, MS_REMOUNT, NULL));
  TRY("uncovering /proc/sys", umount2("/proc/sys", MNT_DETACH));
  TRY("uncovering /proc/kcore", umount2("/proc/kcore", MNT_DETACH));
  TRY("unmounting /dev", umount2("/dev", MNT_DETACH));
  TRY("unmounting the root", umount2("/", MNT_DETACH));
  CALL("opening a file system with fsopen", SYS_fsopen, "tmpfs", 0);
  CALL("picking a file system with fspick", SYS_fspick, AT_FDCWD, "/", 0);
  CALL("cloning mounts with open_tree", SYS_open_tree, AT_FDCWD, "/", 1);
  CALL("attaching mounts with move_mount", SYS_move_mount, AT_FDCWD, "/bin", AT_FDCWD, "/tmp", 0);
  CALL("changing mounts with mount_setattr", 442, AT_FDCWD, "/", 0, "", 32);
  CALL("changing the root with pivot_root", SYS_pivot_root, ".", ".");
}

static int nothing(void *unused) {
  (void)unused;
  return 0;
}

static void namespaces(void) {
  static char stack[65536];
  struct { unsigned long long fields[11]; } clone_args = {{CLONE_NEWUSER, 0, 0, 0, SIGCHLD}};
  TRY("making a user namespace with unshare", unshare(CLONE_NEWUSER));
  TRY("making a mount namespace with unshare", unshare(CLONE_NEWNS));
  TRY("making a network namespace with unshare", unshare(CLONE_NEWNET));
  TRY("making a process namespace with unshare", unshare(CLONE_NEWPID));
  TRY("making a cgroup namespace with unshare", unshare(CLONE_NEWCGROUP));
  TRY("making a time namespace with unshare", unshare(0x80));
  TRY("making a user namespace with clone", clone(nothing, stack + sizeof stack, CLONE_NEWUSER | SIGCHLD, NULL));
  TRY("making a network namespace with clone", clone(nothing, stack + sizeof stack, CLONE_NEWNET | SIGCHLD, NULL));
  CALL("making a user namespace with clone3", 435, &clone_args, sizeof clone_args);
  TRY("entering a mount namespace", setns(open("/proc/self/ns/mnt", O_RDONLY), 0));
  TRY("entering the network of process 1", setns(open("/proc/1/ns/net", O_RDONLY), CLONE_NEWNET));
  TRY("entering the namespaces of a process by pidfd", setns((int)syscall(434, getpid(), 0), CLONE_NEWNS | CLONE_NEWNET));
  TRY("mapping more user ids", write_to("/proc/self/uid_map", "0 0 4294967295"));
  TRY("mapping more group ids", write_to("/proc/self/gid_map", "0 0 4294967295"));
  TRY("allowing user namespaces", write_to("/proc/sys/user/max_user_namespaces", "100"));
}

static void kernel(void) {
  char attributes[128] = {0};
  CALL("joining a keyring", SYS_keyctl, 1, "s");
  CALL("reading a keyring", SYS_keyctl, 11, -3, attributes, sizeof attributes);
  CALL("adding a key", SYS_add_key, "user", "a", "b", 1, -3);
  CALL("asking for a key", SYS_request_key, "user", "a", NULL, 0);
  CALL("loading a BPF program", SYS_bpf, 5, attributes, sizeof attributes);
  CALL("making a BPF map", SYS_bpf, 0, attributes, sizeof attributes);
  CALL("counting events with perf_event_open", SYS_perf_event_open, attributes, 0, -1, -1, 0);
  CALL("catching page faults with userfaultfd", SYS_userfaultfd, 1);
  CALL("setting up io_uring", 425, 1, attributes);
  CALL("entering io_uring", 426, 0, 1, 0, 0, NULL, 0);
  CALL("registering with io_uring", 427, 0, 0, NULL, 0);
  CALL("loading a kernel with kexec_load", SYS_kexec_load, 0, 0, NULL, 0);
  CALL("loading a kernel with kexec_file_load", SYS_kexec_file_load, 0, 0, 1, "", 0);
  CALL("loading a module with init_module", SYS_init_module, attributes, 1, "");
  CALL("loading a module with finit_module", SYS_finit_module, 0, "", 0);
  CALL("removing a module", SYS_delete_module, "x", 0);
  CALL("restarting the machine", SYS_reboot, 0xfee1dead, 672274793, 0, NULL);
  CALL("turning swap on", SYS_swapon, "/tmp", 0);
  CALL("turning swap off", SYS_swapoff, "/tmp");
  CALL("accounting of processes", SYS_acct, NULL);
  CALL("reading the kernel's log", SYS_syslog, 3, attributes, sizeof attributes);
  CALL("clearing the kernel's log", SYS_syslog, 5, NULL, 0);
  CALL("setting the time with settimeofday", SYS_settimeofday, attributes, NULL);
  CALL("setting the time with clock_settime", SYS_clock_settime, 0, attributes);
  struct timex time = {.modes = ADJ_FREQUENCY};
  CALL("slewing the clock with adjtimex", SYS_adjtimex, &time);
  CALL("watching all files with fanotify", SYS_fanotify_init, 0, 0);
  CALL("changing quotas", SYS_quotactl, 0x800002, "/dev/sda", 0, NULL);
  CALL("moving pages of another process", SYS_move_pages, 1, 0, NULL, NULL, NULL, 0);
  CALL("hanging up a terminal", SYS_vhangup);
  TRY("renaming the machine", sethostname("x", 1));
  TRY("renaming its domain", setdomainname("x", 1));
  CALL("a call newer than the filter", 600);
  TRY("mapping address zero", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED ? -1 : 0);
}

static void rights(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct all[2] = {{~0U, ~0U, ~0U}, {~0U, ~0U, ~0U}}, now[2] = {{0}};
  CALL("taking more capabilities", SYS_capset, &header, all);
  syscall(SYS_capget, &header, now);
  /* Docker's: 0xa80425fb. */
  TRY("having more capabilities than Docker gives", (now[0].permitted & ~0xa80425fbU) | now[1].permitted ? 0 : (errno = EPERM, -1));
  TRY("running without a filter of system calls", prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2 ? (errno = EPERM, -1) : 0);
  struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
  TRY("lifting the limit of core files", setrlimit(RLIMIT_CORE, &more));
  TRY("going before all other processes", setpriority(PRIO_PROCESS, 0, -20));
  struct sched_param realtime = {50};
  TRY("becoming a real-time process", sched_setscheduler(0, SCHED_FIFO, &realtime));
  TRY("hiding from the out-of-memory killer", write_to("/proc/self/oom_score_adj", "-1000"));
}

static void devices(void) {
  TRY("making a disk", mknod("/tmp/sda", S_IFBLK | 0666, makedev(8, 0)) < 0 ? -1 : open_to_read("/tmp/sda"));
  TRY("making /dev/mem", mknod("/tmp/mem", S_IFCHR | 0666, makedev(1, 1)) < 0 ? -1 : open_to_read("/tmp/mem"));
  TRY("making /dev/kmsg", mknod("/tmp/kmsg", S_IFCHR | 0666, makedev(1, 11)) < 0 ? -1 : open_to_read("/tmp/kmsg"));
  TRY("making /dev/fuse", mknod("/tmp/fuse", S_IFCHR | 0666, makedev(10, 229)) < 0 ? -1 : open_device("/tmp/fuse"));
  TRY("making /dev/net/tun", mknod("/tmp/tun", S_IFCHR | 0666, makedev(10, 200)) < 0 ? -1 : open_device("/tmp/tun"));
  TRY("making a whiteout of overlayfs in /dev", mknod("/dev/w", S_IFCHR, makedev(0, 0)) < 0 ? -1 : open_to_read("/dev/w"));
  TRY("opening /dev/kmsg", open("/dev/kmsg", O_RDONLY));
  TRY("opening /dev/mem", open("/dev/mem", O_RDONLY));
  TRY("opening /dev/kvm", open("/dev/kvm", O_RDWR));
  TRY("opening /dev/fuse", open("/dev/fuse", O_RDWR));
  TRY("opening the console", open("/dev/console", O_RDWR));
  TRY("opening a disk", open("/dev/sda", O_RDONLY));
}

static void kernel_files(void) {
  TRY("writing the core pattern", write_to("/proc/sys/kernel/core_pattern", "|/x"));
  TRY("writing the path of modprobe", write_to("/proc/sys/kernel/modprobe", "/x"));
  TRY("writing a binary format", write_to("/proc/sys/fs/binfmt_misc/register", ":x:M::x::/x:"));
  TRY("writing the limits of memory", write_to("/proc/sys/vm/overcommit_memory", "1"));
  TRY("writing a system request", write_to("/proc/sysrq-trigger", "h"));
  TRY("writing the forwarding of packets", write_to("/proc/sys/net/ipv4/ip_forward", "1"));
  TRY("writing the kernel's settings in /sys", write_to("/sys/kernel/mm/transparent_hugepage/enabled", "never"));
  TRY("writing the helper of uevents", write_to("/sys/kernel/uevent_helper", "/x"));
  TRY("writing the state of power", write_to("/sys/power/state", "mem"));
  TRY("writing the interrupts' affinity", write_to("/proc/irq/default_smp_affinity", "1"));
  TRY("reading the kernel's memory", open_to_read("/proc/kcore"));
  TRY("reading the kernel's keys", open_to_read("/proc/keys"));
  TRY("reading the kernel's timers", open_to_read("/proc/timer_list"));
  TRY("reading the kernel's messages", open_to_read("/proc/kmsg"));
  TRY("reading the machine's firmware", open("/sys/firmware/dmi", O_RDONLY));
  TRY("reading the power the processors use", open("/sys/devices/virtual/powercap/intel-rapl", O_RDONLY));
  TRY("writing /etc/hosts", write_to("/etc/hosts", "x"));
  TRY("writing /etc/resolv.conf", write_to("/etc/resolv.conf", "x"));
  TRY("leaving its control group", write_to("/sys/fs/cgroup/cgroup.procs", "0"));
  TRY("lifting its limit of memory", write_to("/sys/fs/cgroup/memory.max", "max"));
  TRY("writing a release agent", write_to("/sys/fs/cgroup/release_agent", "/x"));
}

/* The classic way out of a chroot; it must end in the sandbox's own root. */
static long chroot_escape(void) {
  int root = open("/", O_RDONLY | O_DIRECTORY);
  struct stat before, after;
  mkdir("/tmp/jail", 0755);
  fstat(root, &before);
  if (chroot("/tmp/jail") < 0 || fchdir(root) < 0) return -1;
  for (int i = 0; i < 100; i++)
    if (chdir("..") < 0) break;
  stat(".", &after);
  bool inside = before.st_ino == after.st_ino && before.st_dev == after.st_dev;
  if (fchdir(root) < 0 || chroot(".") < 0) return -1;
  return inside ? (errno = EXDEV, -1) : 0;
}

/* Whether a path leads to a root other than ours. */
static long other_root(const char *path) {
  struct stat ours, found;
  if (stat("/", &ours) < 0 || stat(path, &found) < 0) return -1;
  return ours.st_ino == found.st_ino && ours.st_dev == found.st_dev ? (errno = EXDEV, -1) : 0;
}

/* An inherited descriptor that leads out, as in CVE-2024-21626. */
static long leaked_descriptor(void) {
  char path[64];
  for (int fd = 3; fd < 1024; fd++) {
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (fcntl(fd, F_GETFD) >= 0 && chdir(path) == 0) return 0;
  }
  errno = EBADF;
  return -1;
}

static void ways_out(void) {
  TRY("leaving by a chroot in a chroot", chroot_escape());
  TRY("leaving by the root of process 1", other_root("/proc/1/root"));
  TRY("leaving by the folder of process 1", other_root("/proc/1/cwd/../../../.."));
  struct { unsigned bytes; int type; unsigned char handle[128]; } handle = {8, 1, {2}};
  CALL("opening a file of the disk by its handle", SYS_open_by_handle_at, open("/", O_RDONLY), &handle, 0);
  TRY("reading another process's memory", open("/proc/2/mem", O_RDWR));
}

static long unix_socket(const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  memcpy(address.sun_path + 1, name, strlen(name));
  return connect(fd, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name)));
}

/* The kernel's answer to a netlink request that changes something. */
static long netlink(int protocol, unsigned short type, const void *body, size_t length) {
  struct { struct nlmsghdr head; char body[64]; } request = {{(unsigned)(NLMSG_HDRLEN + length), type, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE, 1, 0}, {0}};
  struct { struct nlmsghdr head; struct nlmsgerr error; char rest[512]; } answer = {0};
  int fd = socket(AF_NETLINK, SOCK_RAW, protocol);
  if (fd < 0) return -1;
  memcpy(request.body, body, length);
  if (send(fd, &request, request.head.nlmsg_len, 0) < 0) return -1;
  if (recv(fd, &answer, sizeof answer, MSG_DONTWAIT) < 0) return -1;
  errno = -answer.error.error;
  return answer.error.error < 0 ? -1 : 0;
}

static long machine_interfaces(void) {
  struct if_nameindex *all = if_nameindex();
  if (!all) return -1;
  long foreign = -1;
  for (struct if_nameindex *at = all; at->if_index; at++)
    if (strcmp(at->if_name, "lo") && strcmp(at->if_name, "eth0")) foreign = 0;
  errno = ENODEV;
  return foreign;
}

static long sniff(void) {
  int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(3));
  char packet[2048];
  if (fd < 0) return -1;
  usleep(100000);
  return recv(fd, packet, sizeof packet, 0);
}

static void sockets(const char *listener) {
  struct ifinfomsg link = {.ifi_family = AF_UNSPEC, .ifi_type = 0, .ifi_index = 1, .ifi_flags = 0, .ifi_change = IFF_UP};
  unsigned char netfilter[4] = {2, 0, 0, 0};
  TRY("talking to the hypervisor by vsock", socket(40, SOCK_STREAM, 0));
  TRY("a pair of vsocks", socketpair(40, SOCK_STREAM, 0, (int[2]){0}));
  TRY("the kernel's crypto", socket(38, SOCK_SEQPACKET, 0));
  CALL("comparing processes with kcmp", SYS_kcmp, getpid(), getpid(), 0, 0, 0);
  CALL("reading the memory policy", SYS_get_mempolicy, NULL, NULL, 0, NULL, 0);
  CALL("a personality without random addresses", SYS_personality, 0x40000);
  CALL("a call that nobody knows", 600, 0);
  TRY("connecting to an abstract socket of the machine", unix_socket(listener));
  TRY("seeing the machine's interfaces", machine_interfaces());
  TRY("sniffing the machine's packets", sniff());
  TRY("changing an interface by netlink", netlink(NETLINK_ROUTE, RTM_NEWLINK, &link, sizeof link));
  TRY("making a table of nftables", netlink(NETLINK_NETFILTER, 10 << 8 | 0, netfilter, sizeof netfilter));
  TRY("writing to the audit log", netlink(NETLINK_AUDIT, 1005, "x", 1));
}

/* No outside process has a number here: it can be neither traced, read, nor killed. */
static long see_processes(void) {
  for (pid_t pid = 1; pid < 70000; pid++)
    if (pid != getpid() && kill(pid, 0) == 0) return 0;
  errno = ESRCH;
  return -1;
}

static void processes(void) {
  char bytes[8];
  struct iovec here = {bytes, sizeof bytes}, there = {(void *)0x400000, sizeof bytes};
  TRY("seeing another process", see_processes());
  TRY("tracing the parent", getppid() ? ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) : (errno = ESRCH, -1));
  TRY("tracing process 2", ptrace(PTRACE_ATTACH, 2, NULL, NULL));
  TRY("seizing process 2", ptrace(0x4206, 2, NULL, NULL));
  TRY("reading the memory of process 2", process_vm_readv(2, &here, 1, &there, 1, 0));
  CALL("taking a descriptor of another process", 438, 0, 0, 0);
  CALL("advising another process's memory", 440, 0, NULL, 0, 0, 0);
}

static void terminals(void) {
  int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);
  char byte = 'x';
  TRY("typing into a terminal", ioctl(fd, TIOCSTI, &byte));
  TRY("pasting into a console", ioctl(fd, 0x541C, &byte));
  TRY("having a terminal of the machine", open("/dev/tty", O_RDWR));
}

#if defined(__x86_64__)
/* The target must lie below 4 GB, as everything in a static program does. */
static long call32(long number, long first, long second, long third) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(first), "c"(second), "d"(third), "S"(0), "D"(0) : "memory", "r8", "r9", "r10", "r11");
  errno = result < 0 ? (int)-result : 0;
  return result < 0 ? -1 : 0;
}

/* In a child: a kernel without 32-bit calls kills the caller. */
static long in_child(long number, long first, long second, long third) {
  pid_t child = fork();
  if (child == 0) _exit(call32(number, first, second, third) < 0 ? errno : 0);
  int status;
  waitpid(child, &status, 0);
  errno = WIFEXITED(status) ? WEXITSTATUS(status) : ENOSYS;
  return errno == 0 ? 0 : -1;
}

static void other_calls(void) {
  CALL("direct access to ports with iopl", SYS_iopl, 3);
  CALL("direct access to ports with ioperm", SYS_ioperm, 0, 1, 1);
  CALL("mounting by an x32 call", 0x40000000 | 165, "t", "/tmp", "tmpfs", 0, NULL);
  TRY("mounting by a 32-bit call", in_child(21, 0, 0, 0));
  TRY("making a user namespace by a 32-bit call", in_child(310, CLONE_NEWUSER, 0, 0));
  TRY("entering a namespace by a 32-bit call", in_child(346, 0, 0, 0));
  TRY("reading a keyring by a 32-bit call", in_child(288, 0, 0, 0));
  TRY("loading a BPF program by a 32-bit call", in_child(357, 5, 0, 0));
  TRY("counting events by a 32-bit call", in_child(336, 0, 0, 0));
  TRY("loading a module by a 32-bit call", in_child(128, 0, 0, 0));
  static unsigned vsock[4] = {40, SOCK_STREAM, 0, 0}, buffer[32];
  TRY("talking to the hypervisor by a 32-bit vsock", in_child(359, 40, SOCK_STREAM, 0));
  TRY("a pair of vsocks by a 32-bit call", in_child(360, 40, SOCK_STREAM, 0));
  TRY("talking to the hypervisor by socketcall", in_child(102, 1, (long)vsock, 0));
  TRY("a pair of vsocks by socketcall", in_child(102, 8, (long)vsock, 0));
  TRY("the kernel's crypto by a 32-bit call", in_child(359, 38, SOCK_SEQPACKET, 0));
  TRY("making a namespace by a 32-bit clone", in_child(120, CLONE_NEWUSER | SIGCHLD, 0, 0));
  TRY("making a namespace by a 32-bit clone3", in_child(435, (long)buffer, 64, 0));
  TRY("a personality without random addresses by a 32-bit call", in_child(136, 0x40000, 0, 0));
  TRY("typing into a terminal by a 32-bit call", in_child(54, 0, 0x5412, (long)buffer));
  TRY("comparing processes by a 32-bit call", in_child(349, 1, 1, 0));
  TRY("setting up io_uring by a 32-bit call", in_child(425, 1, (long)buffer, 0));
  TRY("making a disk by a 32-bit call", in_child(14, (long)"/tmp/disk32", S_IFBLK | 0666, 7 << 8) < 0 ? -1 : open_to_read("/tmp/disk32"));
  TRY("a 32-bit call that nobody knows", in_child(600, 0, 0, 0));
}
#else
static void other_calls(void) {}
#endif

/* Not everything is refused: a debugger may look at its own child, as in Docker. */
static void control(void) {
  pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  printf("tracing its own child\t%s\n", ptrace(PTRACE_ATTACH, child, NULL, NULL) == 0 ? "allowed" : strerrorname_np(errno));
  kill(child, SIGKILL);
}

int main(int argc, char **argv) {
  if (argc != 2) return 64;
  TRY("leaving by a descriptor left open", leaked_descriptor());
  mounts();
  namespaces();
  kernel();
  rights();
  devices();
  kernel_files();
  sockets(argv[1]);
  processes();
  terminals();
  other_calls();
  ways_out();
  control();
  return 0;
}
