"use client";

import { QueryClient, QueryClientProvider, type QueryKey } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";

import { ToastProvider } from "@/components/toast";

import { isAnswered, replyToReads, replyWith, type Reply } from "./calls";
import { inTurn, take, until, type Step } from "./steps";

interface GroupProps {
  /** The name of the picture. */
  id: string;
  title: string;
  /** Whether the picture of the desktop is wider than the others, because the group looks different there. */
  isWide?: boolean;
  children: ReactNode;
}

/** A part of the gallery with a picture of its own. */
export function Group({ id, title, isWide, children }: GroupProps) {
  return (
    <section id={id} data-group="" data-wide={isWide ? "" : undefined} aria-labelledby={`${id}-title`} className="mb-12 bg-paper">
      <h2 id={`${id}-title`} className="mb-4 border-b border-line pb-2 text-xl">
        {title}
      </h2>
      <div className="grid gap-6">{children}</div>
    </section>
  );
}

type Answers = readonly (readonly [QueryKey, unknown])[];

interface ActingProps {
  /** Answers of the API by the key of their query, or the error of the query; a query without an answer is loading. */
  answers?: Answers;
  /** The replies to the calls that change something, in their order; later calls get no reply, and stay pending. */
  calls?: readonly Reply[];
  /** The replies to GET calls, by path. */
  reads?: Readonly<Record<string, Reply>>;
  /** The actions that lead to this state. */
  steps?: readonly Step[];
  children: ReactNode;
}

interface StateProps extends ActingProps {
  name: string;
}

/** A component in one state. Its layout is contained, so that fixed parts, such as a toast, stay within it. */
export function State({ name, children, ...acting }: StateProps) {
  const { calls, reads, steps } = acting;
  return (
    <div className="min-w-0 [contain:layout]">
      <p className="mb-2 font-text text-xs text-soft">{name}</p>
      {calls || reads || steps ? <Acting {...acting}>{children}</Acting> : <Answered {...acting}>{children}</Answered>}
    </div>
  );
}

interface DialogStateProps extends Omit<StateProps, "children"> {
  /** The dialog, or a component that opens it; a dialog that is closed from outside gets the function that closes it. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A dialog, opened by its name, because an open dialog hides the rest of the page; `name` names the picture. */
export function DialogState({ name, children, ...acting }: DialogStateProps) {
  const [opened, setOpened] = useState(0);
  return (
    <>
      <button type="button" data-dialog={name} onClick={() => setOpened(opened + 1)} className="min-h-tap cursor-pointer rounded-md border border-edge px-4 text-sm">
        {name}
      </button>
      {opened ? (
        <div hidden>
          <Acting key={opened} {...acting}>
            {typeof children === "function" ? children(() => setOpened(0)) : children}
          </Acting>
        </div>
      ) : null}
    </>
  );
}

/** Dialogs of one screen. */
export function DialogStates({ children }: { children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="mb-2 font-text text-xs text-soft">Dialogs</p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

/** Shows its children when the states before it have acted, and takes the steps. */
function Acting({ calls = [], reads = {}, steps = [], children, answers = [] }: ActingProps) {
  const part = useRef<HTMLDivElement>(null);
  const hasBegun = useRef(false);
  const [stage, setStage] = useState<"waiting" | "acting" | "done">("waiting");
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    // If the URL names a group (`#desk-book`), only its states act, and opened dialogs.
    const isAsked = !location.hash || part.current?.closest(`${location.hash}, [hidden]`);
    if (hasBegun.current || !isAsked) return;
    hasBegun.current = true;
    inTurn(async () => {
      replyToReads(reads);
      replyWith(calls);
      setStage("acting");
      try {
        if (part.current) await take(part.current, steps);
        await until(isAnswered, "A reply is not used");
      } catch (reason) {
        setFailure(String(reason));
      }
      replyWith([]);
      // What this state has kept for its tab, such as a code that was sent, belongs to no other state.
      sessionStorage.clear();
      setStage("done");
    });
  }, [calls, reads, steps]);
  return (
    <div ref={part} data-acting={stage === "done" ? undefined : ""} data-failure={failure}>
      {stage === "waiting" ? null : (
        <Answered answers={answers} isActing>
          {children}
        </Answered>
      )}
    </div>
  );
}

function Answered({ answers = [], isActing = false, children }: { answers?: Answers; isActing?: boolean; children: ReactNode }) {
  const [client] = useState(() => clientWith(answers, isActing));
  return (
    <QueryClientProvider client={client}>
      {/* The toasts of an action are not shown: they would disappear before the picture is taken. */}
      {isActing ? <div className="[&>[role=status]:last-child]:hidden"><ToastProvider>{children}</ToastProvider></div> : children}
    </QueryClientProvider>
  );
}

function clientWith(answers: Answers, isActing: boolean): QueryClient {
  const networkMode = isActing ? "always" : "online";
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retryOnMount: false, networkMode }, mutations: { networkMode } } });
  // No query is polled, because a poll would end the state of a query that has failed.
  const options = client.defaultQueryOptions.bind(client);
  client.defaultQueryOptions = (given) => ({ ...options(given), refetchInterval: false });
  for (const [queryKey, answer] of answers) {
    if (answer instanceof Error) client.getQueryCache().build(client, { queryKey }, failed(answer));
    else client.setQueryData(queryKey, answer);
  }
  return client;
}

/** The state of a query that failed at its first call. */
function failed(error: Error) {
  return {
    data: undefined, dataUpdateCount: 0, dataUpdatedAt: 0, error, errorUpdateCount: 1, errorUpdatedAt: Date.now(),
    fetchFailureCount: 1, fetchFailureReason: error, fetchMeta: null, isInvalidated: false, status: "error" as const, fetchStatus: "idle" as const,
  }; // prettier-ignore
}
