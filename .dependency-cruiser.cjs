/** Who may import whom. The sentence in `comment` is the reason; tests/import-rules.test.ts plants a breach of each kind. */
const PURE_PACKAGES = "(zod|semver|saxes|yaml)";
const TESTS = "(\\.(test|spec)|-for-test)\\.tsx?$";

module.exports = {
  forbidden: [
    {
      name: "domain-is-pure",
      severity: "error",
      comment: "domain/ turns bytes and values into values: what it needs from outside is handed in.",
      from: { path: "^domain/", pathNot: `${TESTS}|^domain/verification/` },
      to: { pathNot: ["^domain/", `node_modules/${PURE_PACKAGES}/`, `^${PURE_PACKAGES}$`] },
    },
    {
      name: "verification-is-pure",
      severity: "error",
      comment: "Checking signatures is computation too: crypto and Sigstore's offline parts, never the part that fetches.",
      from: { path: "^domain/verification/", pathNot: TESTS },
      to: {
        pathNot: ["^domain/", `node_modules/${PURE_PACKAGES}/`, "node_modules/@sigstore/(bundle|verify|protobuf-specs)/", "^(node:)?crypto$"],
      },
    },
    {
      name: "rooms-do-not-know-each-other",
      severity: "error",
      comment:
        "A format, framework, version scheme or packet is one folder; what rooms share lives in shared/ (of frameworks: basis/).",
      from: { path: "^domain/(formats|controls|versions|packets|clocks)/([^/]+)/" },
      to: { path: "^domain/$1/[^/]+/", pathNot: "^domain/$1/($2|shared|basis)/" },
    },
    {
      name: "prisma-only-in-store",
      severity: "error",
      comment: "One place knows how rows are stored.",
      from: { pathNot: "^(server/store/|prisma/|prisma\\.config\\.ts$|scripts/)" },
      to: { path: "(^|/)(@prisma/|prisma/)|^server/store/generated/", pathNot: "^prisma/migrations/" },
    },
    {
      name: "store-only-behind-queries-and-services",
      severity: "error",
      comment:
        "Pages, routes and commands ask queries and services, which check permission and set the system. " +
        "The route wrapper alone opens the store's connection, to hand it on.",
      from: {
        path: "^(app|components|client|contracts|cli|server/(http|typeset))/",
        pathNot: `${TESTS}|^server/http/route\\.ts$`,
      },
      to: { path: "^server/store/" },
    },
    {
      name: "queries-never-write",
      severity: "error",
      comment: "All reads in queries/, all writes in services/.",
      from: { path: "^server/queries/", pathNot: TESTS },
      to: { path: "^server/services/" },
    },
    {
      name: "next-only-at-the-edge",
      severity: "error",
      comment: "The web framework stays where pages and routes are.",
      from: {
        pathNot:
          "^(app|components|client|server/(http|auth)|e2e)/|^(proxy|instrumentation|next-env\\.d)\\.ts$|^next\\.config",
      },
      to: { path: "(^|/)node_modules/next/|^next(/|$)" },
    },
    {
      name: "browser-never-imports-server",
      severity: "error",
      comment: "What the browser loads gets its data through contracts/ and client/.",
      from: { path: "^(components|client|contracts)/", pathNot: TESTS },
      to: { path: "^server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-imports-app",
      severity: "error",
      comment: "Routes are the last step: nothing reaches back.",
      from: { pathNot: "^(app|e2e|tests|\\.next)/" },
      to: { path: "^app/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Each step reads only the result of the one before.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      severity: "error",
      comment: "An import the checker cannot follow is one it cannot judge. Generated code is made by npm run build.",
      from: { pathNot: "^(\\.next|next-env\\.d\\.ts)" },
      to: { couldNotResolve: true, pathNot: "generated/|\\.css$|dist/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|^server/store/generated/" },
    exclude: { path: "^(dist|data|tmp|\\.next|test-results)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    },
  },
};
