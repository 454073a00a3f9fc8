import { useTranslations } from "next-intl";
import { useEffect } from "react";

import { isOtherPage } from "./other-page";

/**
 * While `isUnsaved`, asks the person before they leave the page. A reload, and the closing of the tab, make the browser
 * ask; a click on a link makes the website ask. The Back button within the website causes no question, because a page
 * cannot prevent that navigation.
 */
export function useUnsaved(isUnsaved: boolean): void {
  const question = useTranslations("common")("unsaved");
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    function follow(event: MouseEvent) {
      if (!leads(event)) return;
      if (confirm(question)) removeEventListener("beforeunload", unload);
      else {
        event.preventDefault();
        event.stopPropagation();
      }
    }
    addEventListener("beforeunload", unload);
    // In the capture phase this runs before the links' own handlers, so it can stop the navigation.
    document.addEventListener("click", follow, { capture: true });
    return () => {
      removeEventListener("beforeunload", unload);
      document.removeEventListener("click", follow, { capture: true });
    };
  }, [isUnsaved, question]);
}

/** Whether a click leads to another page in this tab. */
function leads({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.target === "_blank" || link.hasAttribute("download") || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return false;
  return isOtherPage(link.href, location.href);
}
