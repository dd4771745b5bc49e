/*
 * The network namespace: loopback, and for a filtered network a veth pair: its near end is eth0, and we hold its far
 * end with a packet socket. The kernel's offloads are off, so that complete frames arrive there.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/ethtool.h>
#include <linux/if_packet.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <linux/veth.h>
#include <linux/if_ether.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sandbox.h"

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif
#define NEAR "eth0"
#define FAR "wire0"

struct request {
  struct nlmsghdr header;
  char body[1024];
};

static void *extend(struct request *request, size_t bytes) {
  void *at = (char *)request + NLMSG_ALIGN(request->header.nlmsg_len);
  memset(at, 0, bytes);
  request->header.nlmsg_len = NLMSG_ALIGN(request->header.nlmsg_len) + (uint32_t)bytes;
  return at;
}

static struct rtattr *attribute(struct request *request, unsigned short type, const void *bytes, size_t length) {
  struct rtattr *at = extend(request, RTA_SPACE(length));
  at->rta_type = type;
  at->rta_len = (unsigned short)RTA_LENGTH(length);
  if (length) memcpy(RTA_DATA(at), bytes, length);
  return at;
}

static void close_nest(struct request *request, struct rtattr *nest) {
  nest->rta_len = (unsigned short)((char *)request + request->header.nlmsg_len - (char *)nest);
}

static void begin(struct request *request, unsigned short type, unsigned short flags) {
  memset(request, 0, sizeof *request);
  request->header = (struct nlmsghdr){.nlmsg_len = NLMSG_HDRLEN, .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags};
}

static void ask(int netlink, struct request *request, const char *what) {
  struct { struct nlmsghdr header; struct nlmsgerr error; char rest[1024]; } answer;
  if (send(netlink, request, request->header.nlmsg_len, 0) < 0) fail_errno("network", "%s", what);
  if (recv(netlink, &answer, sizeof answer, 0) < 0) fail_errno("network", "%s", what);
  if (answer.header.nlmsg_type != NLMSG_ERROR) fail("network", "%s: unexpected answer", what);
  errno = -answer.error.error;
  if (errno) fail_errno("network", "%s", what);
}

static void mac_bytes(const char *text, unsigned char mac[6]) {
  unsigned bytes[6];
  if (!text || sscanf(text, "%x:%x:%x:%x:%x:%x", &bytes[0], &bytes[1], &bytes[2], &bytes[3], &bytes[4], &bytes[5]) != 6)
    fail("spec", "not a MAC address");
  for (int i = 0; i < 6; i++) mac[i] = (unsigned char)bytes[i];
}

static void add_link(struct request *request, const char *name, const char *mac, unsigned mtu) {
  unsigned char bytes[6];
  mac_bytes(mac, bytes);
  attribute(request, IFLA_IFNAME, name, strlen(name) + 1);
  attribute(request, IFLA_ADDRESS, bytes, sizeof bytes);
  attribute(request, IFLA_MTU, &mtu, sizeof mtu);
}

static void make_pair(int netlink, const struct spec *spec) {
  struct request request;
  begin(&request, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
  extend(&request, sizeof(struct ifinfomsg));
  add_link(&request, NEAR, spec->guest_mac, spec->mtu);
  struct rtattr *info = attribute(&request, IFLA_LINKINFO, NULL, 0);
  attribute(&request, IFLA_INFO_KIND, "veth", 4);
  struct rtattr *data = attribute(&request, IFLA_INFO_DATA, NULL, 0);
  struct rtattr *peer = attribute(&request, VETH_INFO_PEER, NULL, 0);
  extend(&request, sizeof(struct ifinfomsg));
  add_link(&request, FAR, spec->gateway_mac, spec->mtu);
  close_nest(&request, peer);
  close_nest(&request, data);
  close_nest(&request, info);
  ask(netlink, &request, "make the veth pair");
}

static void set_up(int netlink, const char *name, unsigned flags) {
  struct request request;
  begin(&request, RTM_NEWLINK, 0);
  struct ifinfomsg *message = extend(&request, sizeof *message);
  message->ifi_index = (int)if_nametoindex(name);
  message->ifi_flags = IFF_UP | flags;
  message->ifi_change = IFF_UP | flags;
  ask(netlink, &request, name);
}

static void set_address(int netlink, const struct spec *spec, int index) {
  struct request request;
  struct in_addr address;
  inet_aton(spec->guest_address, &address);
  begin(&request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL);
  struct ifaddrmsg *message = extend(&request, sizeof *message);
  *message = (struct ifaddrmsg){.ifa_family = AF_INET, .ifa_prefixlen = (uint8_t)spec->prefix_length, .ifa_index = (unsigned)index};
  attribute(&request, IFA_LOCAL, &address, sizeof address);
  attribute(&request, IFA_ADDRESS, &address, sizeof address);
  ask(netlink, &request, "set the address");
}

static void set_gateway(int netlink, const struct spec *spec, int index) {
  struct request request;
  struct in_addr gateway;
  unsigned char mac[6];
  inet_aton(spec->gateway, &gateway);
  mac_bytes(spec->gateway_mac, mac);
  begin(&request, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE);
  struct ndmsg *neighbour = extend(&request, sizeof *neighbour);
  *neighbour = (struct ndmsg){.ndm_family = AF_INET, .ndm_ifindex = index, .ndm_state = NUD_PERMANENT};
  attribute(&request, NDA_DST, &gateway, sizeof gateway);
  attribute(&request, NDA_LLADDR, mac, sizeof mac);
  ask(netlink, &request, "set the neighbour");
  begin(&request, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
  struct rtmsg *route = extend(&request, sizeof *route);
  *route = (struct rtmsg){.rtm_family = AF_INET, .rtm_table = RT_TABLE_MAIN, .rtm_protocol = RTPROT_BOOT, .rtm_type = RTN_UNICAST};
  attribute(&request, RTA_GATEWAY, &gateway, sizeof gateway);
  attribute(&request, RTA_OIF, &index, sizeof index);
  ask(netlink, &request, "set the route");
}

static void no_offloads(const char *name) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const unsigned commands[] = {ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO, ETHTOOL_STXCSUM, ETHTOOL_SSG};
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    struct ethtool_value value = {.cmd = commands[i], .data = 0};
    struct ifreq request = {.ifr_data = (char *)&value};
    snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
    if (ioctl(fd, SIOCETHTOOL, &request) < 0 && commands[i] == ETHTOOL_STXCSUM) fail_errno("network", "turn off offloads");
  }
  close(fd);
}

static int hold_far_end(void) {
  /* No protocol until it is bound: changing it later would wait for all CPUs. */
  int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)if_nametoindex(FAR)};
  int one = 1, room = 16 << 20;
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0) fail_errno("network", "packet socket");
  setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
  return fd;
}

int network_setup(const struct spec *spec) {
  if (spec->network == NETWORK_HOST) return -1;
  int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (netlink < 0) fail_errno("network", "netlink");
  set_up(netlink, "lo", 0);
  if (spec->network == NETWORK_NONE) {
    close(netlink);
    return -1;
  }
  /* For interfaces created from now on: no neighbor discovery, since nothing answers it on this wire. */
  write_file("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
  make_pair(netlink, spec);
  no_offloads(NEAR);
  no_offloads(FAR);
  int index = (int)if_nametoindex(NEAR);
  int packet = hold_far_end();
  set_up(netlink, FAR, IFF_NOARP);
  set_up(netlink, NEAR, 0);
  set_address(netlink, spec, index);
  set_gateway(netlink, spec, index);
  close(netlink);
  return packet;
}
