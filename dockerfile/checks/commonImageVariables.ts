/** Variables that well-known images set. Where an image's environment is not known, they are not called undefined. */
const NAMES: ReadonlySet<string> = new Set(
  (
    "LANG LANGUAGE LC_ALL GOPATH GOROOT GOTOOLCHAIN JAVA_HOME GRADLE_HOME MAVEN_HOME CATALINA_HOME CARGO_HOME RUSTUP_HOME " +
    "GEM_HOME BUNDLE_PATH PGDATA GOSU_VERSION NODE_VERSION YARN_VERSION GPG_KEY DENO_DIR CONDA_DIR DOTNET_VERSION ASPNET_VERSION"
  ).split(" "),
);
const PREFIX =
  /^(?:PYTHON|GOLANG|JAVA|RUBY|PHP|NGINX|NJS|PG|MYSQL|MARIADB|REDIS|TOMCAT|RUST|ERLANG|ELIXIR|JULIA|PERL|HTTPD)_/;

export function isCommonImageVariable(name: string): boolean {
  return NAMES.has(name) || PREFIX.test(name);
}
