/*
 * Tries what a command in a sandbox must not be able to do, and says on a line each how that went:
 * "NAME refused ERRNO" or "NAME POSSIBLE". Run as root of the sandbox.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *name, long result) {
  if (result < 0) printf("%s refused %s\n", name, strerrorname_np(errno));
  else printf("%s POSSIBLE\n", name);
}

#define TRY(name, ...) (errno = 0, say(name, (long)(__VA_ARGS__)))

static long write_to(const char *path, const char *text) {
  int fd = open(path, O_WRONLY);
  if (fd < 0) return -1;
  return write(fd, text, strlen(text));
}

static long open_to_read(const char *path) {
  char byte;
  int fd = open(path, O_RDONLY);
  if (fd < 0) return -1;
  long got = read(fd, &byte, 1);
  if (got == 0) errno = ENODATA;
  return got == 1 ? 0 : -1;
}

static void mounts(void) {
  TRY("mount tmpfs", mount("t", "/tmp", "tmpfs", 0, NULL));
  TRY("mount proc", mount("p", "/tmp", "proc", 0, NULL));
  TRY("mount sysfs", mount("s", "/tmp", "sysfs", 0, NULL));
  TRY("remount /proc/sys", mount(NULL, "/proc/sys", NULL, MS_REMOUNT | MS_BIND, NULL));
  TRY("remount /etc/hosts", mount(NULL, "/etc/hosts", NULL, MS_REMOUNT | MS_BIND, NULL));
  TRY("unmount /proc/sys", umount2("/proc/sys", MNT_DETACH));
  TRY("fsopen", syscall(SYS_fsopen, "tmpfs", 0));
  TRY("open_tree", syscall(SYS_open_tree, AT_FDCWD, "/", 1));
  TRY("mount_setattr", syscall(442, AT_FDCWD, "/", 0, "", 32));
  TRY("pivot_root", syscall(SYS_pivot_root, ".", "."));
}

static int nothing(void *unused) {
  (void)unused;
  return 0;
}

static void namespaces(void) {
  static char stack[65536];
  struct { unsigned long long fields[11]; } clone_args = {{CLONE_NEWUSER, 0, 0, 0, SIGCHLD}};
  TRY("unshare user", unshare(CLONE_NEWUSER));
  TRY("unshare mount", unshare(CLONE_NEWNS));
  TRY("clone user", clone(nothing, stack + sizeof stack, CLONE_NEWUSER | SIGCHLD, NULL));
  TRY("clone3 user", syscall(435, &clone_args, sizeof clone_args));
  int fd = open("/proc/self/ns/mnt", O_RDONLY);
  TRY("setns", setns(fd, 0));
}

#if defined(__x86_64__)
/* By the numbers of 32-bit x86. What it points to must lie below 4 GB, as all in a static program does. */
static long call32(long number, long first, long second, long third) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(first), "c"(second), "d"(third), "S"(0L), "D"(0L)
                   : "memory", "r8", "r9", "r10", "r11");
  errno = result < 0 ? (int)-result : 0;
  return result < 0 ? -1 : result;
}

static void calls32(void) {
  static unsigned vsock[4] = {40, SOCK_STREAM, 0, 0}, buffer[32];
  TRY("32-bit mount", call32(21, 0, 0, 0));
  TRY("32-bit unshare", call32(310, CLONE_NEWUSER, 0, 0));
  TRY("32-bit clone", call32(120, CLONE_NEWUSER | SIGCHLD, 0, 0));
  TRY("32-bit clone3", call32(435, (long)buffer, 64, 0));
  TRY("32-bit vsock", call32(359, 40, SOCK_STREAM, 0));
  TRY("32-bit vsock pair", call32(360, 40, SOCK_STREAM, 0));
  TRY("32-bit crypto", call32(359, 38, SOCK_SEQPACKET, 0));
  TRY("32-bit vsock by socketcall", call32(102, 1, (long)vsock, 0));
  TRY("32-bit vsock pair by socketcall", call32(102, 8, (long)vsock, 0));
  TRY("32-bit personality", call32(136, 0x40000, 0, 0));
  TRY("32-bit TIOCSTI", call32(54, 0, 0x5412, (long)buffer));
  TRY("32-bit kcmp", call32(349, getpid(), getpid(), 0));
  TRY("32-bit io_uring", call32(425, 1, (long)buffer, 0));
  TRY("32-bit keyctl", call32(288, 0, -3, 0));
  TRY("a 32-bit unknown call", call32(600, 0, 0, 0));
  if (call32(359, AF_INET, SOCK_STREAM, 0) < 0) puts("32-bit TCP REFUSED");
}
#endif

static void kernel(void) {
  char attributes[128] = {0};
  TRY("keyctl", syscall(SYS_keyctl, 0, -3, 0));
  TRY("add_key", syscall(SYS_add_key, "user", "a", "b", 1, -3));
  TRY("request_key", syscall(SYS_request_key, "user", "a", NULL, 0));
  TRY("bpf", syscall(SYS_bpf, 0, attributes, sizeof attributes));
  TRY("perf_event_open", syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0));
  TRY("userfaultfd", syscall(SYS_userfaultfd, 1));
  TRY("io_uring_setup", syscall(425, 1, attributes));
  TRY("kexec_load", syscall(SYS_kexec_load, 0, 0, NULL, 0));
  TRY("init_module", syscall(SYS_init_module, attributes, 1, ""));
  TRY("delete_module", syscall(SYS_delete_module, "x", 0));
  TRY("reboot", syscall(SYS_reboot, 0xfee1dead, 672274793, 0, NULL));
  TRY("swapon", syscall(SYS_swapon, "/tmp", 0));
  TRY("acct", syscall(SYS_acct, NULL));
  TRY("syslog", syscall(SYS_syslog, 3, attributes, sizeof attributes));
  TRY("settimeofday", syscall(SYS_settimeofday, attributes, NULL));
  TRY("open_by_handle_at", syscall(SYS_open_by_handle_at, AT_FDCWD, attributes, 0));
  TRY("sethostname", sethostname("x", 1));
  TRY("vsock", socket(40, SOCK_STREAM, 0));
  TRY("vsock pair", socketpair(40, SOCK_STREAM, 0, (int[2]){0}));
  TRY("the kernel's crypto", socket(38, SOCK_SEQPACKET, 0));
  TRY("kcmp", syscall(SYS_kcmp, getpid(), getpid(), 0, 0, 0));
  TRY("get_mempolicy", syscall(SYS_get_mempolicy, NULL, NULL, 0, NULL, 0));
  TRY("personality without random addresses", syscall(SYS_personality, 0x40000));
  TRY("an unknown call", syscall(600));
#if defined(__x86_64__)
  TRY("iopl", syscall(SYS_iopl, 3));
  TRY("x32", syscall(0x40000000 | 165, "t", "/tmp", "tmpfs", 0, NULL));
  calls32();
#endif
}

static void files(void) {
  TRY("make a disk", mknod("/tmp/sda", S_IFBLK | 0666, makedev(8, 0)));
  TRY("make /dev/mem", mknod("/tmp/mem", S_IFCHR | 0666, makedev(1, 1)));
  TRY("write core_pattern", write_to("/proc/sys/kernel/core_pattern", "|/x"));
  TRY("write max_user_namespaces", write_to("/proc/sys/user/max_user_namespaces", "100"));
  TRY("write sysrq-trigger", write_to("/proc/sysrq-trigger", "h"));
  TRY("write ip_forward", write_to("/proc/sys/net/ipv4/ip_forward", "1"));
  TRY("write /sys", write_to("/sys/kernel/mm/transparent_hugepage/enabled", "never"));
  TRY("read kcore", open_to_read("/proc/kcore"));
  TRY("read keys", open_to_read("/proc/keys"));
  TRY("read timer_list", open_to_read("/proc/timer_list"));
  TRY("write /etc/hosts", write_to("/etc/hosts", "x"));
  TRY("write uid_map", write_to("/proc/self/uid_map", "0 0 1"));
}

/* The classical way out of a chroot; it must end in the sandbox's own root. */
static void chroot_escape(void) {
  int root = open("/", O_RDONLY | O_DIRECTORY);
  struct stat before, after;
  mkdir("/tmp/jail", 0755);
  fstat(root, &before);
  if (chroot("/tmp/jail") < 0 || fchdir(root) < 0) {
    puts("chroot escape refused");
    return;
  }
  for (int i = 0; i < 100; i++)
    if (chdir("..") < 0) break;
  stat(".", &after);
  puts(before.st_ino == after.st_ino && before.st_dev == after.st_dev ? "chroot escape refused" : "chroot escape POSSIBLE");
}

static void abstract_socket(const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  memcpy(address.sun_path + 1, name, strlen(name));
  TRY("abstract socket", connect(fd, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name))));
}

/* Nobody but us has a number here: neither to be traced, nor to be read, nor to be ended. */
static void other_processes(void) {
  int seen = 0;
  for (pid_t pid = 1; pid < 70000; pid++)
    if (pid != getpid() && kill(pid, 0) == 0) seen++;
  puts(seen ? "see other processes POSSIBLE" : "see other processes refused");
  TRY("trace the parent", getppid() ? ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) : (errno = ESRCH, -1));
  TRY("trace process 2", ptrace(PTRACE_ATTACH, 2, NULL, NULL));
}

/* Not everything is forbidden: a debugger may look at its own child, as in Docker. */
static void trace_child(void) {
  pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  long traced = ptrace(PTRACE_ATTACH, child, NULL, NULL);
  puts(traced == 0 ? "trace own child allowed" : "trace own child REFUSED");
  kill(child, SIGKILL);
}

int main(int argc, char **argv) {
  mounts();
  namespaces();
  kernel();
  files();
  if (argc > 1) abstract_socket(argv[1]);
  other_processes();
  trace_child();
  chroot_escape();
  return 0;
}
