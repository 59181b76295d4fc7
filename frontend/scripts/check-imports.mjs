// Imports point one way: app → features → hooks, components → services. A feature never imports another feature.
// Within services: model → api → browser → socket. The socket client imports nothing else, so it is usable alone.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "..", "src");
const services = ["services/socket", "services/browser", "services/api", "services/model"];

/** What each folder may import besides its own files. */
const mayImport = {
  app: ["features", "hooks", "components", ...services, "texts"],
  features: ["hooks", "components", ...services, "texts"],
  hooks: [...services, "texts"],
  components: ["hooks", ...services, "texts"],
  "services/model": ["services/api", "services/browser", "services/socket", "texts"],
  "services/api": ["services/browser", "services/socket"],
  "services/browser": ["services/socket"],
  "services/socket": [],
  texts: [],
};

/** The packages that a folder may import. Folders that are not named here may import any; tests may everywhere. */
const packages = {
  "services/model": ["@tanstack/react-query"],
  "services/api": [],
  "services/browser": [],
  "services/socket": [],
  texts: [],
};

const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : [];
  });

const isTest = (path) => /\.test\.tsx?$/.test(path);

/** The folder that a file belongs to, as the rules name it. */
function folderOf(path) {
  const [top, next] = path.split("/");
  if (top === "texts.ts") return "texts";
  return top === "services" && next !== undefined ? `services/${next}` : top;
}

function wrongImport(from, to) {
  const [source, target] = [folderOf(from), folderOf(to)];
  if (source === "features" && target === "features" && from.split("/")[1] !== to.split("/")[1])
    return `the feature ${from.split("/")[1]} may not import the feature ${to.split("/")[1]}`;
  return source === target || mayImport[source].includes(target) ? null : `${source} may not import ${target}`;
}

function wrongPackage(from, name) {
  const allowed = packages[folderOf(from)];
  return isTest(from) || !allowed || allowed.includes(name) ? null : `${folderOf(from)} may not import packages`;
}

function offencesOf(file) {
  const from = relative(src, file);
  if (from === "main.tsx") return [];
  if (!(folderOf(from) in mayImport)) return [`${from}: no rule says what this folder may import`];
  const specifiers = [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, it]) => it);
  return specifiers.flatMap((specifier) => {
    const target = specifier.startsWith(".") ? relative(src, normalize(join(dirname(file), specifier))) : undefined;
    if (target?.startsWith("../")) return isTest(from) ? [] : [`${from}: may not import outside src (${specifier})`];
    const why = target === undefined ? wrongPackage(from, specifier) : wrongImport(from, target);
    return why ? [`${from}: ${why} (${specifier})`] : [];
  });
}

const offences = files(src).flatMap(offencesOf);
if (offences.length > 0) {
  console.error(offences.join("\n"));
  process.exit(1);
}
