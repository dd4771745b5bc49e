import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { describeRule } from "./describeRule.ts";
import { dl3006 } from "./dl3006.ts";

describeRule(dl3006, bashFromModules, {
  fires: ["FROM ¦debian¦\n", "FROM localhost:5000/debian\n", "FROM debian AS build\n"],
  quiet: [
    "FROM debian:12\n",
    "FROM scratch\n",
    "FROM debian@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
    "FROM debian:12 AS build\nFROM build\n",
    "ARG BASE=debian\nFROM $BASE\n",
    "ARG TAG=12\nFROM debian:${TAG:-12}\n",
  ],
});
