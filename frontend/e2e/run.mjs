// Runs the browser tests against a packaged Parley.
//   PARLEY_JAR   the jar to start (by default ../target/parley.jar)
//   JAVA         a Java 25 binary (by default java from JAVA_HOME or the PATH)
//   CHROMIUM     the browser (by default the chromium on the PATH)
//   PARLEY_URL   a running server to test instead of starting one; tests that restart it are skipped
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const frontend = fileURLToPath(new URL("..", import.meta.url));

function onPath(name) {
  return (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

function skip(why) {
  const line = "=".repeat(78);
  console.log(`${line}\nBROWSER TESTS SKIPPED: ${why}\n${line}`);
  process.exit(0);
}

function fail(why) {
  console.error(`Browser tests cannot run: ${why}`);
  process.exit(2);
}

const chromium = process.env.CHROMIUM ?? onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome");
if (!chromium || !existsSync(chromium)) skip("no chromium on this machine. Install it, or name one in CHROMIUM.");

const jar = resolve(frontend, process.env.PARLEY_JAR ?? "../target/parley.jar");
if (!process.env.PARLEY_URL && !existsSync(jar))
  fail(`there is no jar at ${jar}. Package it first, or set PARLEY_JAR.`);

const java = process.env.JAVA ?? (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : onPath("java"));
if (!process.env.PARLEY_URL && !java) fail("no Java 25. Name its binary in JAVA.");

const { status } = spawnSync(
  process.execPath,
  [join(frontend, "node_modules/@playwright/test/cli.js"), "test", ...process.argv.slice(2)],
  {
    cwd: frontend,
    stdio: "inherit",
    env: { ...process.env, CHROMIUM: chromium, PARLEY_JAR: jar, ...(java ? { JAVA: java } : {}) },
  },
);
process.exit(status ?? 1);
