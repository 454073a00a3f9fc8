"use client";

import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore, type ReactNode } from "react";

import { Page } from "@/components/page";
import { PageTitle } from "@/components/page-title";

import { Account } from "./account";
import { Appointments } from "./appointments";
import { Booking } from "./booking";
import { Desk } from "./desk";
import { Dialogs } from "./dialogs";
import { DoctorTimes } from "./doctor-times";
import { Fields } from "./fields";
import { Messages } from "./messages";
import { Operations } from "./operations";
import { Pieces } from "./pieces";
import { Practice } from "./practice";
import { Search } from "./search";
import { Unnamed } from "./unnamed";

/** Queries are paused while the gallery is shown, so that no state depends on an API. */
function pauseQueries(changed: () => void): () => void {
  const stop = onlineManager.subscribe(changed);
  onlineManager.setOnline(false);
  return () => {
    stop();
    onlineManager.setOnline(true);
  };
}

interface GalleryProps {
  /** Components that only the server renders. */
  notFound: ReactNode;
  loading: ReactNode;
}

export function Gallery({ notFound, loading }: GalleryProps) {
  const isPaused = useSyncExternalStore(pauseQueries, () => !onlineManager.isOnline(), () => false);
  if (!isPaused) return null;
  return (
    // Other pages show codes in the system's font; the gallery uses a shipped font, so that pictures are equal on every machine.
    <div data-gallery="" className="[--font-mono:var(--font-mukta)] [&_code]:font-mono">
      <Page>
        <PageTitle title="Gallery" lead="Every shared component and the states of screens, from fixed data." />
        <Pieces />
        <Fields />
        <Messages notFound={notFound} loading={loading} />
        <Dialogs />
        <Search />
        <DoctorTimes />
        <Booking />
        <Appointments />
        <Account />
        <Desk />
        <Practice />
        <Operations />
        <Unnamed />
      </Page>
    </div>
  );
}
