import { reconnectMs } from "./following";
import { toldBy, type Told } from "./protocol";

/** Local days of a doctor, `YYYY-MM-DD`, both included. */
export interface Range {
  from: string;
  to: string;
}

export interface Listener {
  /** Called with each message about the followed doctor. */
  onTold: (told: Told) => void;
  /**
   * Called when the connection is lost, and after each failed attempt to connect again. `heardAt`: when the last message
   * arrived or the last connection was opened, in Unix ms; 0 if none was ever open.
   */
  onLost: (heardAt: number) => void;
}

const PING_MS = 10_000;
const PONG_MS = 4_000;
const STEADY_MS = 10_000;
const CROWDED_MS = 60_000;
const ABNORMAL = 1006;
const CODES = { defect: new Set([1009, 4400]), idle: 4410, crowded: 4429 };

/**
 * One connection for the page, however many doctors it follows. It is renewed after a loss, unless the gateway closed it
 * because of a defect of this page (1009, 4400); after that, the next call of `follow` or `resume` connects.
 */
export class LiveSocket {
  #socket: WebSocket | null = null;
  #followed = new Map<string, { range: Range; listener: Listener }>();
  #failures = 0;
  #openedAt = 0;
  #heardAt = 0;
  #timers = { reconnect: 0, ping: 0, pong: 0 };

  readonly #url: () => string;

  constructor(url: () => string) {
    this.#url = url;
  }

  /**
   * Follows a doctor's times in the range. It replaces an earlier subscription of the same doctor, and that one's
   * listener. Returns the function that ends the subscription.
   */
  follow(doctorId: string, range: Range, listener: Listener): () => void {
    const followed = { range, listener };
    this.#followed.set(doctorId, followed);
    if (this.#isOpen()) this.#subscribe(doctorId, range);
    else if (!this.#socket && !this.#timers.reconnect) this.#connect();
    return () => this.#stop(doctorId, followed);
  }

  /**
   * Requests a snapshot of a doctor's times after a missed change. Without an open connection it does nothing, because
   * each new connection begins with a snapshot.
   */
  refresh(doctorId: string): void {
    const followed = this.#followed.get(doctorId);
    if (followed && this.#isOpen()) this.#subscribe(doctorId, followed.range);
  }

  /** Closes the connection of a page that follows no doctor, or goes into the back/forward cache. */
  pause(): void {
    this.#clear();
    if (this.#socket) closed(this.#socket);
    this.#socket = null;
  }

  /** Connects if the page follows a doctor and has no connection. */
  resume(): void {
    if (!this.#socket && this.#followed.size > 0) this.#connect();
  }

  /** Called when the device goes offline: the connection would only be silent, and would close much later. */
  wentOffline(): void {
    this.#giveUp();
  }

  /** Called when the device is online again: connects without a delay. */
  wentOnline(): void {
    this.#failures = 0;
    clearTimeout(this.#timers.reconnect);
    this.resume();
  }

  #stop(doctorId: string, followed: object): void {
    // A later subscription of the same doctor has replaced this one.
    if (this.#followed.get(doctorId) !== followed) return;
    this.#followed.delete(doctorId);
    if (this.#isOpen()) this.#send({ type: "unsubscribe", doctor_id: doctorId });
    if (this.#followed.size === 0) this.pause();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url());
    this.#socket = socket;
    this.#timers.reconnect = 0;
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = ({ code }) => this.#closed(socket, code);
  }

  #opened(): void {
    this.#openedAt = this.#heardAt = Date.now();
    this.#timers.ping = window.setInterval(() => this.#ping(), PING_MS);
    for (const [doctorId, { range }] of this.#followed) this.#subscribe(doctorId, range);
  }

  #hear(data: unknown): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#timers.pong); // every message shows that the connection works
    const told = toldBy(data);
    if (told && "doctor_id" in told && told.doctor_id) this.#followed.get(told.doctor_id)?.listener.onTold(told);
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#clear();
    this.#socket = null;
    for (const { listener } of this.#followed.values()) listener.onLost(this.#heardAt);
    if (CODES.defect.has(code) || this.#followed.size === 0) return;
    const wasSteady = this.#openedAt > 0 && Date.now() - this.#openedAt > STEADY_MS;
    this.#failures = wasSteady ? 0 : this.#failures + 1;
    this.#openedAt = 0;
    const wait = code === CODES.crowded ? CROWDED_MS : reconnectMs(this.#failures);
    this.#timers.reconnect = window.setTimeout(() => this.#connect(), wait);
  }

  #ping(): void {
    this.#send({ type: "ping" });
    this.#timers.pong = window.setTimeout(() => this.#giveUp(), PONG_MS);
  }

  /** Treats the connection as lost at once, without waiting for the browser's close event, which comes only after the server's answer. */
  #giveUp(): void {
    const socket = this.#socket;
    if (!socket) return;
    closed(socket);
    this.#closed(socket, ABNORMAL);
  }

  #subscribe(doctorId: string, { from, to }: Range): void {
    this.#send({ type: "subscribe", doctor_id: doctorId, from, to });
  }

  #send(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  #clear(): void {
    clearTimeout(this.#timers.reconnect);
    clearInterval(this.#timers.ping);
    clearTimeout(this.#timers.pong);
    this.#timers = { reconnect: 0, ping: 0, pong: 0 };
  }
}

let shared: LiveSocket | undefined;

/** The page's connection, made when the first doctor is followed. */
export function liveSocket(): LiveSocket {
  if (!shared) {
    const socket = (shared = new LiveSocket(() => location.origin.replace(/^http/, "ws") + "/v1/realtime"));
    addEventListener("pagehide", () => socket.pause());
    addEventListener("pageshow", () => socket.resume());
    addEventListener("offline", () => socket.wentOffline());
    addEventListener("online", () => socket.wentOnline());
  }
  return shared;
}

/** Closes a connection. One that is still opening is closed once it is open, because browsers would log an error otherwise. */
function closed(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close(1000);
  else socket.close(1000);
}
