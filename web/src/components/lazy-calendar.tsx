"use client";

import dynamic from "next/dynamic";

import { Skeleton } from "./skeleton";

/** React Aria's calendar, loaded when it is first shown; its room is kept meanwhile. */
export const LazyCalendar = dynamic(() => import("./calendar").then((module) => module.Calendar), {
  ssr: false,
  loading: () => <Skeleton className="h-96 w-80" />,
});
