import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { readTheme } from "../components/frame/prepare-theme";
import { IconSprite } from "../components/ui/icon-sprite";
import { mono, sans, serif } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Proofmark", template: "%s · Proofmark" },
  description: "Compliance evidence of container images, per digest.",
  robots: { index: false, follow: false },
  icons: { icon: "/mark.svg" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1116" },
  ],
};

/** The theme is in a cookie, so the first byte already has it: no script, no flash, nothing for the policy to allow. */
export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = readTheme((await cookies()).get("theme")?.value);
  return (
    <html lang="en" className={`${serif.variable} ${sans.variable} ${mono.variable}`} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <IconSprite />
        {children}
      </body>
    </html>
  );
}
