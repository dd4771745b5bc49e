import type { Rule } from "./rule.ts";

const SUSPICIOUS = /api_key|client_key|password|private|secret|token|username/i;
/** Names that are known to hold secrets without saying so. */
const KNOWN = new Set([
  ...["APPLICATION_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "CI_DEPLOY_USER", "DOCKER_EMAIL"],
  ...["FACEBOOK_APP_ID", "HEROKU_API_USER", "OKTA_AUTHN_GROUPID", "OKTA_CLIENT_ORGURL", "OKTA_OAUTH2_CLIENTID"],
  ...["STRIPE_DEVICE_NAME", "TRAVIS_OS_NAME", "TRAVIS_SECURE_ENV_VARS", "TRAVIS_SUDO"],
]);

export const dl3064: Rule = {
  code: "DL3064",
  severity: "warning",
  title: "Keep secrets out of ARG and ENV",
  message: "Potentially sensitive data should not be used in the `ARG` or `ENV` commands",
  why: "ARG and ENV are stored in the image, where anyone can read them. RUN --mount=type=secret gives a secret to one command and stores it nowhere.",
  bad: "FROM busybox:1.37\nARG DB_PASSWORD\n",
  good: "FROM busybox:1.37\nRUN --mount=type=secret,id=db_password cat /run/secrets/db_password > /dev/null\n",
  sameAs: ["SecretsUsedInArgOrEnv"],
  find: ({ steps, dockerfile: { metaArgs } }) =>
    [...metaArgs.map((instruction) => ({ instruction, at: instruction.range })), ...steps].flatMap(
      ({ instruction, at }) => {
        if (instruction.name !== "ARG" && instruction.name !== "ENV") return [];
        const keys = instruction.name === "ARG" ? instruction.args : instruction.pairs;
        return keys
          .map(({ key }) => key)
          .filter(({ raw }) => SUSPICIOUS.test(raw) || KNOWN.has(raw.toUpperCase()))
          .map(({ range }) => ({ range, at }));
      },
    ),
};
