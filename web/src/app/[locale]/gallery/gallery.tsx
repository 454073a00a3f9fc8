"use client";

import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore, type ReactNode } from "react";

import { Page } from "@/components/page";
import { PageTitle } from "@/components/page-title";

import { Account } from "./account";
import { Appointments } from "./appointments";
import { Booking } from "./booking";
import { BookingSteps } from "./booking-steps";
import { answerCalls } from "./calls";
import { Desk } from "./desk";
import { DeskPages } from "./desk-pages";
import { Dialogs } from "./dialogs";
import { DoctorPage } from "./doctor-page";
import { DoctorTimes } from "./doctor-times";
import { Fields } from "./fields";
import { Home } from "./home";
import { Messages } from "./messages";
import { Operations } from "./operations";
import { OperationsDoctor } from "./operations-doctor";
import { OperationsPages } from "./operations-pages";
import { Pieces } from "./pieces";
import { Practice } from "./practice";
import { PracticePages } from "./practice-pages";
import { Search } from "./search";
import { Session } from "./session";
import { Unnamed } from "./unnamed";
import { VisitPages } from "./visit-pages";

/** Queries are paused while the gallery is shown, and calls get the replies of the data, so that no state depends on an API. */
function pauseQueries(changed: () => void): () => void {
  const stop = onlineManager.subscribe(changed);
  onlineManager.setOnline(false);
  const callAgain = answerCalls();
  return () => {
    stop();
    callAgain();
    onlineManager.setOnline(true);
  };
}

interface GalleryProps {
  /** Components that only the server renders. */
  notFound: ReactNode;
  loading: ReactNode;
  faces: Record<"full" | "bare", ReactNode>;
}

export function Gallery({ notFound, loading, faces }: GalleryProps) {
  const isPaused = useSyncExternalStore(pauseQueries, () => !onlineManager.isOnline(), () => false);
  if (!isPaused) return null;
  return (
    // Other pages show codes in the system's font; the gallery uses a shipped font, so that pictures are equal on every machine.
    <div data-gallery="" className="[--font-mono:var(--font-mukta)] [&_code]:font-mono">
      <Page>
        <PageTitle title="Gallery" lead="Every component and every state of the screens, from fixed data." />
        <Pieces />
        <Fields />
        <Messages notFound={notFound} loading={loading} />
        <Dialogs />
        <Home />
        <Search />
        <DoctorPage faces={faces} />
        <DoctorTimes />
        <Booking />
        <BookingSteps />
        <Appointments />
        <VisitPages />
        <Session />
        <Account />
        <Desk />
        <DeskPages />
        <Practice />
        <PracticePages />
        <Operations />
        <OperationsPages />
        <OperationsDoctor />
        <Unnamed />
      </Page>
    </div>
  );
}
