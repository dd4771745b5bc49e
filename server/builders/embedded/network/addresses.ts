/**
 * The guest's network: one point-to-point ethernet segment between a RUN's network namespace and the server's own IPv4
 * stack. Frames cross a stream, each after its length as 4 bytes, big-endian.
 */
export const GUEST_ADDRESS = "10.117.0.2";
export const GATEWAY_ADDRESS = "10.117.0.1";
export const PREFIX_LENGTH = 24;
export const GUEST_MAC = "02:53:54:52:41:02";
export const GATEWAY_MAC = "02:53:54:52:41:01";

/** Bytes of an IPv4 packet at most; large, so that few frames carry much. */
export const MTU = 65520;
export const ETHERNET_HEADER = 14;
export const MAX_FRAME = MTU + ETHERNET_HEADER;
/** Bytes before each frame on the stream. */
export const LENGTH_PREFIX = 4;

/** The name server that a RUN's /etc/resolv.conf names. */
export const NAME_SERVER = GATEWAY_ADDRESS;
