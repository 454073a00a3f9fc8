"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

import { going } from "./progress";

/**
 * Follows each `Anchor` on a plain click, and submits each form with the role `search`, without a page load. Empty fields of a form are left
 * out of the URL.
 */
export function SoftNavigation() {
  const router = useRouter();
  useEffect(() => {
    const go = (href: string) => going(() => router.push(href));
    function follow(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-soft]") : null;
      const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (!link || !isPlain || event.defaultPrevented) return;
      event.preventDefault();
      go(link.pathname + link.search);
    }
    function search(event: SubmitEvent) {
      const form = event.target instanceof HTMLFormElement && event.target.matches("[role=search]") ? event.target : null;
      if (!form || event.defaultPrevented) return;
      event.preventDefault();
      const said = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "");
      go(`${new URL(form.action).pathname}?${new URLSearchParams(said).toString()}`);
    }
    document.addEventListener("click", follow);
    document.addEventListener("submit", search);
    return () => {
      document.removeEventListener("click", follow);
      document.removeEventListener("submit", search);
    };
  }, [router]);
  return null;
}
