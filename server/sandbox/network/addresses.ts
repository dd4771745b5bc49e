/**
 * The constants of a `filtered` run's network: one guest, one gateway, one wire between them.
 *
 * The guest is the command's own network namespace: `eth0` has `guestAddress`, the default route goes to the gateway,
 * the gateway's MAC is a permanent neighbor (the guest never asks by ARP), and /etc/resolv.conf names the gateway.
 * IPv6 is off on eth0. The gateway is a TCP/IP stack in user space at the other end of the wire.
 *
 * Frames on the wire, both ways: a 4-byte big-endian length, then that many bytes of one Ethernet II frame without
 * preamble and checksum (14-byte header, at most `maxFrameBytes` in all). Offloads are off on both ends: a frame is
 * never longer than `mtu` + 14, and its checksums are complete when the guest sends it; the guest verifies those that
 * the gateway sends.
 */
export const guestAddress = "10.117.0.2";
export const prefixLength = 24;
/** Also the name server in the guest's resolv.conf. */
export const gatewayAddress = "10.117.0.1";
export const guestMac = "02:73:74:72:61:02";
export const gatewayMac = "02:73:74:72:61:01";
/** Most bytes of one IP packet. */
export const mtu = 65520;
export const ethernetHeaderBytes = 14;
export const maxFrameBytes = mtu + ethernetHeaderBytes;
/** Bytes of the length that precedes each frame. */
export const frameLengthBytes = 4;
