import type { MetadataRoute } from "next";

import { publicUrl } from "@/lib/site";

export const dynamic = "force-dynamic"; // the public URL is known at run time only

const PERSONAL = ["sign-in", "book", "appointments", "account", "practice", "operations", "desk", "display"];

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/v1/", "/demo/", ...PERSONAL.map((path) => `/*/${path}`)] },
    sitemap: publicUrl("/sitemap.xml"),
  };
}
