// Imports point one way: app → features → hooks, components → services; a feature never imports another feature.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "..", "src");
const mayImport = {
  app: ["app", "features", "hooks", "components", "services"],
  features: ["features", "hooks", "components", "services"],
  hooks: ["hooks", "services"],
  components: ["components", "hooks", "services"],
  services: ["services"],
};
/** The socket client is published on its own: it knows the wire and its own parts, nothing else. */
const standalone = /^services\/websocket(\.ts|\/)/;

const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : [];
  });

function offence(from, to) {
  const [layer, feature] = from.split("/");
  const [target, targetFeature] = to.split("/");
  if (!(layer in mayImport) || !(target in mayImport)) return null;
  if (!mayImport[layer].includes(target)) return `${layer} may not import ${target}`;
  if (layer === "features" && target === "features" && feature !== targetFeature)
    return `feature ${feature} may not import feature ${targetFeature}`;
  if (standalone.test(from) && !standalone.test(to) && to !== "services/protocol.ts")
    return "the socket client may import nothing but the protocol";
  return null;
}

const offences = [];
for (const file of files(src)) {
  const from = relative(src, file);
  const text = readFileSync(file, "utf8");
  for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    if (specifier.startsWith(".")) {
      const why = offence(from, relative(src, normalize(join(dirname(file), specifier))));
      if (why) offences.push(`${from}: ${why} (${specifier})`);
    } else if (standalone.test(from) && !from.endsWith(".test.ts")) {
      offences.push(`${from}: the socket client has no dependencies (${specifier})`);
    }
  }
}
if (offences.length > 0) {
  console.error(offences.join("\n"));
  process.exit(1);
}
