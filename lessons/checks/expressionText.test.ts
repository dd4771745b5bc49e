import { expect, it } from "vitest";
import { expressionText } from "./expressionText.ts";

it.each([
  ["^docker (image )?history .*bakery", "docker history …bakery"],
  ["^(\\./)?app/? ", "app"],
  ["version 1\\.0", "version 1.0"],
  ["httpd.*-[a-z]*f", "httpd…-f"],
  ["\\$\\{?VERSION.*version\\.txt", "$VERSION…version.txt"],
  ["^docker push (\\$REGISTRY|localhost:\\d+)/app$", "docker push $REGISTRY/app"],
  ["^(?!.*secret)fine\\b", "fine"],
  ["[a-z]{2}-\\S+", "a-…"],
  ["(?<name>a|b)[^c]+?", "a…"],
  ["say: (\\(|\\[)", "say: ("],
  [".*", "…"],
  ["a)b", "a)b"],
  ["^(x)?$", "^(x)?$"],
])("%s is shown as %s", (expression, text) => {
  expect(expressionText(expression)).toBe(text);
});
