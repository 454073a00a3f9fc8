import type { Schemas } from "@/api/client";

type Options = Schemas["PasskeyOptions"]["public_key"];
type Credential = Schemas["PasskeySignIn"]["passkey"];
export type Failure = "cancelled" | "known" | "address" | "failed";

/**
 * A failure of WebAuthn in the browser, before the credential was sent to the API. `reason`: the person cancelled or
 * waited too long (`cancelled`); the device already has a passkey of this account (`known`); passkeys do not work at this
 * site's address (`address`); or anything else (`failed`).
 */
export class PasskeyFailed extends Error {
  override readonly name = "PasskeyFailed";
  readonly reason: Failure;

  constructor(reason: Failure) {
    super(reason);
    this.reason = reason;
  }
}

const REASONS: Record<string, Failure> = {
  NotAllowedError: "cancelled",
  AbortError: "cancelled",
  InvalidStateError: "known",
  SecurityError: "address",
};

/**
 * Whether passkeys can be used here. False on the server, and in browsers without the JSON methods of WebAuthn 3.
 */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Makes a passkey by `navigator.credentials.create`. Throws `PasskeyFailed`. */
export function madePasskey(options: Options): Promise<Credential> {
  return told(() => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON);
    return navigator.credentials.create({ publicKey });
  });
}

/** Uses a passkey by `navigator.credentials.get`. Throws `PasskeyFailed`. */
export function shownPasskey(options: Options): Promise<Credential> {
  return told(() => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON);
    return navigator.credentials.get({ publicKey });
  });
}

/** The credential that `ask` gives. Some browsers throw at the call itself, where others reject the promise. */
async function told(ask: () => Promise<globalThis.Credential | null>): Promise<Credential> {
  try {
    return (await (ask() as Promise<PublicKeyCredential>)).toJSON() as Credential;
  } catch (reason) {
    throw new PasskeyFailed((reason instanceof DOMException && REASONS[reason.name]) || "failed");
  }
}
