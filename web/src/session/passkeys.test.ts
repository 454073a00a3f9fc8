import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { madePasskey, shownPasskey } from "./passkeys.ts";

type Ask = () => Promise<unknown>;

/** Sets the browser's API for one test: every call of it is `ask`. */
function browserThat(ask: Ask, parse: () => unknown = () => ({})) {
  const parts = {
    PublicKeyCredential: { parseCreationOptionsFromJSON: parse, parseRequestOptionsFromJSON: parse },
    navigator: { credentials: { create: ask, get: ask } },
  };
  for (const [name, value] of Object.entries(parts)) Object.defineProperty(globalThis, name, { value, configurable: true });
}

const present = Object.getOwnPropertyDescriptor(globalThis, "navigator");
afterEach(() => {
  Reflect.deleteProperty(globalThis, "PublicKeyCredential");
  if (present) Object.defineProperty(globalThis, "navigator", present);
});

const throws = (error: unknown) => () => {
  throw error;
};
const calls = [["made", madePasskey], ["shown", shownPasskey]] as const;

for (const [name, call] of calls) {
  const refused = (reason: string) => assert.rejects(async () => call({}), { name: "PasskeyFailed", reason });

  void test(`a passkey is ${name} as JSON`, async () => {
    browserThat(() => Promise.resolve({ toJSON: () => ({ id: "key" }) }));
    assert.deepEqual(await call({}), { id: "key" });
  });

  void test(`a passkey that cannot be ${name} fails alike if the browser rejects or throws at once`, async () => {
    for (const [error, reason] of [
      [new DOMException("", "NotAllowedError"), "cancelled"], [new DOMException("", "InvalidStateError"), "known"],
      [new DOMException("", "SecurityError"), "address"], [new TypeError(), "failed"],
    ] as const /* prettier-ignore */) {
      browserThat(() => Promise.reject(error));
      await refused(reason);
      browserThat(throws(error));
      await refused(reason);
      browserThat(() => Promise.resolve(null), throws(error));
      await refused(reason);
    }
    browserThat(() => Promise.resolve(null));
    await refused("failed");
  });

  void test(`the call for a passkey that is ${name} returns a promise, also if the browser throws`, () => {
    browserThat(throws(new TypeError()));
    assert.doesNotThrow(() => void call({}).catch(() => undefined));
  });
}
