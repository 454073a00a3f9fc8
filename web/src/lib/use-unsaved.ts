import { useTranslations } from "next-intl";
import { useEffect } from "react";

/**
 * Asks the person before they leave a page with entries that are not saved: by the browser's own question if the page is loaded again
 * or the tab is closed, and by a question of the website on a click on a link. Back within the website asks nothing, because no
 * browser lets a page stop it.
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
    // Before the handlers of the links, which run when the event bubbles.
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
  if (!link || link.target === "_blank" || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return false;
  return link.pathname + link.search !== location.pathname + location.search;
}
