/** The purl type, and namespace where the ecosystem is a distribution, behind the names that scanners use. */
export interface Ecosystem {
  type: string;
  namespace: string | null;
}

const DISTRIBUTIONS: Readonly<Record<string, Ecosystem>> = {
  debian: { type: "deb", namespace: "debian" },
  ubuntu: { type: "deb", namespace: "ubuntu" },
  alpine: { type: "apk", namespace: "alpine" },
  wolfi: { type: "apk", namespace: "wolfi" },
  chainguard: { type: "apk", namespace: "chainguard" },
  minimos: { type: "apk", namespace: "minimos" },
  redhat: { type: "rpm", namespace: "redhat" },
  "red hat": { type: "rpm", namespace: "redhat" },
  rhel: { type: "rpm", namespace: "redhat" },
  centos: { type: "rpm", namespace: "centos" },
  fedora: { type: "rpm", namespace: "fedora" },
  rocky: { type: "rpm", namespace: "rocky" },
  "rocky linux": { type: "rpm", namespace: "rocky" },
  alma: { type: "rpm", namespace: "alma" },
  almalinux: { type: "rpm", namespace: "alma" },
  oracle: { type: "rpm", namespace: "oracle" },
  amazon: { type: "rpm", namespace: "amazon" },
  photon: { type: "rpm", namespace: "photon" },
  azurelinux: { type: "rpm", namespace: "azurelinux" },
  "cbl-mariner": { type: "rpm", namespace: "cbl-mariner" },
  mageia: { type: "rpm", namespace: "mageia" },
  suse: { type: "rpm", namespace: "suse" },
  "suse linux enterprise server": { type: "rpm", namespace: "suse" },
  opensuse: { type: "rpm", namespace: "opensuse" },
  "opensuse.leap": { type: "rpm", namespace: "opensuse" },
  "opensuse-leap": { type: "rpm", namespace: "opensuse" },
  "opensuse.tumbleweed": { type: "rpm", namespace: "opensuse" },
};

const LANGUAGES: Readonly<Record<string, string>> = {
  go: "golang", gobinary: "golang", gomod: "golang", golang: "golang", "go-module": "golang",
  npm: "npm", yarn: "npm", pnpm: "npm", bun: "npm", "node-pkg": "npm", javascript: "npm",
  pypi: "pypi", pip: "pypi", pipenv: "pypi", poetry: "pypi", uv: "pypi", "python-pkg": "pypi", python: "pypi",
  maven: "maven", jar: "maven", pom: "maven", gradle: "maven", sbt: "maven", "java-archive": "maven",
  "crates.io": "cargo", cargo: "cargo", rustbinary: "cargo", "rust-crate": "cargo",
  rubygems: "gem", bundler: "gem", gemspec: "gem", gem: "gem",
  nuget: "nuget", "dotnet-core": "nuget", "packages-props": "nuget", dotnet: "nuget",
  packagist: "composer", composer: "composer", "composer-vendor": "composer", "php-composer": "composer",
  hex: "hex", pub: "pub", conan: "conan", "conda-pkg": "conda", conda: "conda", cocoapods: "cocoapods", swift: "swift", swifturl: "swift",
  cran: "cran", hackage: "hackage", bitnami: "bitnami", "github-action": "github", "github actions": "github", deb: "deb", dpkg: "deb", rpm: "rpm", apk: "apk",
};

/** Ecosystem of a scanner's word ("Debian:12", "gobinary", "crates.io"); an unknown word stays as it is, in lower case. */
export function ecosystemOf(word: string): Ecosystem {
  const name = (word.split(":")[0] ?? "").trim().toLowerCase();
  if (Object.hasOwn(DISTRIBUTIONS, name)) return DISTRIBUTIONS[name] ?? { type: name, namespace: null };
  return { type: Object.hasOwn(LANGUAGES, name) ? (LANGUAGES[name] ?? name) : name === "" ? "unknown" : name, namespace: null };
}

/** Splits a name that carries its namespace: "group:artifact", "@scope/name", "github.com/org/module". */
function splitName(type: string, text: string): { namespace: string | null; name: string } {
  const mark = type === "maven" ? ":" : type === "npm" || type === "golang" || type === "composer" ? "/" : null;
  const cut = mark === null ? -1 : text.lastIndexOf(mark);
  return cut <= 0 || cut === text.length - 1 ? { namespace: null, name: text } : { namespace: text.slice(0, cut), name: text.slice(cut + 1) };
}

/** The package of a scanner row that carries no purl. */
export function packageFromWords(word: string, text: string): Ecosystem & { name: string } {
  const ecosystem = ecosystemOf(word);
  const { namespace, name } = splitName(ecosystem.type, text);
  return { type: ecosystem.type, namespace: ecosystem.namespace ?? namespace, name };
}
