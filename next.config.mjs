/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`; a second time here would only make the first start slower.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pino", "better-auth", "@prisma/client", "@prisma/adapter-pg"],
  images: { unoptimized: true },
  // A build on a small machine beside a running database.
  experimental: { cpus: 2 },
};
