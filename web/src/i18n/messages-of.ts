import { features, type Catalogue } from "./catalogue";
import type { Locale } from "./routing";

/** The messages by language. */
const messages: Partial<Record<Locale, Promise<Catalogue>>> = {};

/** All messages of a language. The promise is kept, so that the files are read only once. */
export function messagesOf(locale: Locale): Promise<Catalogue> {
  return (messages[locale] ??= readAll(locale));
}

async function readAll(locale: Locale): Promise<Catalogue> {
  const read = async (feature: string) => {
    const file = (await import(`../../messages/${locale}/${feature}.json`)) as { default: object };
    return [feature, file.default] as const;
  };
  return Object.fromEntries(await Promise.all(features.map(read))) as unknown as Catalogue;
}
