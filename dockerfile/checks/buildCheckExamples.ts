/** A Dockerfile in which a check of BuildKit's finds something, and the same as it should be. */
export interface CheckExample {
  readonly bad: string;
  readonly good: string;
  /** Text of the .dockerignore beside them. */
  readonly dockerignore?: string;
}

/** By the check's name; what is off until a directive turns it on has that directive. */
export const buildCheckExamples: Readonly<Record<string, CheckExample>> = {
  StageNameCasing: { bad: "FROM busybox AS Build\n", good: "FROM busybox AS build\n" },
  FromAsCasing: { bad: "FROM busybox as build\n", good: "FROM busybox AS build\n" },
  NoEmptyContinuation: {
    bad: "FROM busybox\nRUN echo one && \\\n\n    echo two\n",
    good: "FROM busybox\nRUN echo one && \\\n    echo two\n",
  },
  ConsistentInstructionCasing: {
    bad: "FROM busybox\nworkdir /app\nRUN pwd\n",
    good: "FROM busybox\nWORKDIR /app\nRUN pwd\n",
  },
  DuplicateStageName: {
    bad: "FROM busybox AS build\nFROM debian AS build\n",
    good: "FROM busybox AS build\nFROM debian AS final\n",
  },
  ReservedStageName: { bad: "FROM busybox AS scratch\n", good: "FROM busybox AS build\n" },
  JSONArgsRecommended: { bad: "FROM busybox\nCMD top -b\n", good: 'FROM busybox\nCMD ["top", "-b"]\n' },
  MaintainerDeprecated: {
    bad: "FROM busybox\nMAINTAINER ada@example.com\n",
    good: 'FROM busybox\nLABEL org.opencontainers.image.authors="ada@example.com"\n',
  },
  UndefinedArgInFrom: {
    bad: "ARG VERSION=1.37\nFROM busybox:${VERSOIN}\n",
    good: "ARG VERSION=1.37\nFROM busybox:${VERSION}\n",
  },
  WorkdirRelativePath: { bad: "FROM busybox\nWORKDIR app\n", good: "FROM busybox\nWORKDIR /app\n" },
  UndefinedVar: {
    bad: "FROM scratch\nARG VERSION=1\nCOPY app-$VERSOIN /app\n",
    good: "FROM scratch\nARG VERSION=1\nCOPY app-$VERSION /app\n",
  },
  MultipleInstructionsDisallowed: {
    bad: 'FROM busybox\nCMD ["one"]\nCMD ["two"]\n',
    good: 'FROM busybox\nCMD ["two"]\n',
  },
  LegacyKeyValueFormat: { bad: "FROM busybox\nENV LANG C.UTF-8\n", good: "FROM busybox\nENV LANG=C.UTF-8\n" },
  InvalidBaseImagePlatform: {
    bad: "FROM --platform=linux/arm64 example.com/only-for-amd64\n",
    good: "FROM --platform=linux/amd64 example.com/only-for-amd64\n",
  },
  RedundantTargetPlatform: { bad: "FROM --platform=$TARGETPLATFORM busybox\n", good: "FROM busybox\n" },
  SecretsUsedInArgOrEnv: {
    bad: "FROM busybox\nARG AWS_SECRET_ACCESS_KEY\n",
    good: "FROM busybox\nRUN --mount=type=secret,id=aws cat /run/secrets/aws > /dev/null\n",
  },
  InvalidDefaultArgInFrom: {
    bad: "ARG TAG\nFROM busybox:${TAG}\n",
    good: "ARG TAG=1.37\nFROM busybox:${TAG}\n",
  },
  FromPlatformFlagConstDisallowed: {
    bad: "FROM --platform=linux/amd64 busybox\n",
    good: "FROM --platform=$BUILDPLATFORM busybox\n",
  },
  CopyIgnoredFile: {
    bad: "# check=experimental=CopyIgnoredFile\nFROM busybox\nCOPY notes.tmp /\n",
    good: "# check=experimental=CopyIgnoredFile\nFROM busybox\nCOPY notes.txt /\n",
    dockerignore: "*.tmp\n",
  },
  InvalidDefinitionDescription: {
    bad: "# check=experimental=InvalidDefinitionDescription\n\n# A tool\nFROM busybox AS tool\n",
    good: "# check=experimental=InvalidDefinitionDescription\n\n# tool A tool\nFROM busybox AS tool\n",
  },
  ExposeProtoCasing: { bad: "FROM busybox\nEXPOSE 80/TCP\n", good: "FROM busybox\nEXPOSE 80/tcp\n" },
  ExposeInvalidFormat: { bad: "FROM busybox\nEXPOSE 127.0.0.1:80:80\n", good: "FROM busybox\nEXPOSE 80\n" },
};
