import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import type { Told } from "./protocol";
import { LiveSocket } from "./socket";

class FakeWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static made: FakeWebSocket[] = [];
  readyState = 0;
  sent: { type: string; doctor_id?: string }[] = [];
  onopen: () => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;

  constructor() {
    FakeWebSocket.made.push(this);
  }

  send(text: string) {
    this.sent.push(JSON.parse(text) as { type: string });
  }

  close(code = 1006) {
    this.readyState = 3;
    this.onclose({ code });
  }

  open() {
    this.readyState = 1;
    this.onopen();
  }
}

const range = { from: "2026-12-01", to: "2026-12-07" };

function following() {
  const heard: Told[] = [];
  const lost: number[] = [];
  const socket = new LiveSocket(() => "ws://test");
  const stop = socket.follow("d", range, { onTold: (told) => heard.push(told), onLost: (heardAt) => lost.push(heardAt) });
  return { socket, stop, heard, lost: () => lost };
}

function last(): FakeWebSocket {
  const made = FakeWebSocket.made.at(-1);
  assert.ok(made);
  return made;
}

beforeEach(() => {
  FakeWebSocket.made = [];
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  Object.assign(globalThis, { WebSocket: FakeWebSocket, window: globalThis });
});

afterEach(() => mock.timers.reset());

test("it subscribes once open, and passes on what is said of the doctor", () => {
  const { heard } = following();
  last().open();
  assert.deepEqual(last().sent, [{ type: "subscribe", doctor_id: "d", ...range }]);
  last().onmessage({ data: '{"type":"stale","doctor_id":"d","since":"2026-12-01T00:00:00Z"}' });
  last().onmessage({ data: '{"type":"stale","doctor_id":"another","since":"2026-12-01T00:00:00Z"}' });
  assert.equal(heard.length, 1);
});

test("a lost connection is told, and made again with its subscriptions", () => {
  const { lost } = following();
  last().open();
  last().close();
  assert.equal(lost().length, 1);
  mock.timers.tick(30_000);
  assert.equal(FakeWebSocket.made.length, 2);
  last().open();
  assert.equal(last().sent[0]?.type, "subscribe");
});

test("silence after a ping is a dead connection, although the browser does not say so yet", () => {
  const { lost } = following();
  const opened = Date.now();
  last().open();
  last().close = () => undefined;
  mock.timers.tick(10_000);
  assert.equal(last().sent.at(-1)?.type, "ping");
  mock.timers.tick(4_000);
  assert.deepEqual(lost(), [opened]);
  mock.timers.tick(30_000);
  assert.equal(FakeWebSocket.made.length, 2);
});

test("an answer to the ping keeps it", () => {
  const { lost } = following();
  last().open();
  mock.timers.tick(10_000);
  last().onmessage({ data: '{"type":"pong"}' });
  mock.timers.tick(4_000);
  assert.deepEqual(lost(), []);
});

test("a device that goes offline loses the connection at once, and makes it again at once when it is back", () => {
  const { socket, lost } = following();
  last().open();
  socket.wentOffline();
  assert.equal(lost().length, 1);
  socket.wentOnline();
  assert.equal(FakeWebSocket.made.length, 2);
});

test("when nobody follows anything any more, there is no connection", () => {
  const { stop } = following();
  last().open();
  stop();
  assert.equal(last().readyState, 3);
  mock.timers.tick(60_000);
  assert.equal(FakeWebSocket.made.length, 1);
});

test("a defect of ours is not repeated", () => {
  following();
  last().open();
  last().close(4400);
  mock.timers.tick(120_000);
  assert.equal(FakeWebSocket.made.length, 1);
});

test("a connection that nobody needs any more is closed once it is there, not before", () => {
  const { stop } = following();
  stop();
  assert.equal(last().readyState, 0);
  last().open();
  assert.equal(last().readyState, 3);
  assert.deepEqual(last().sent, []);
});
