/**
 * An action in a state of the gallery. It gets the open dialog, or else the state's element, and returns false while the element to act on is
 * missing.
 */
export type Step = (scope: HTMLElement) => boolean;

/** Presses an element: the first one that a CSS selector finds, or the button with this index (from 0, or from the end if it is negative). */
export function press(which: number | string): Step {
  return (scope) => {
    const buttons = typeof which === "number" ? [...scope.querySelectorAll<HTMLElement>("button")] : [...scope.querySelectorAll<HTMLElement>(which)];
    const found = buttons.at(typeof which === "number" ? which : 0);
    found?.click();
    return found !== undefined;
  };
}

/** Presses the button that sends the form. */
export const submit = press("[type=submit]");

/** Writes into a field, or chooses an option of a select, as a person does; `index`: which of the fields that the selector finds, from 0. */
export function write(selector: string, text: string, index = 0): Step {
  return (scope) => {
    const field = [...scope.querySelectorAll<HTMLInputElement>(selector)][index];
    if (!field) return false;
    // React ignores a value that is set through the property which it has replaced.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };
}

/** Waits for an element. */
export const appears = (selector: string): Step => (scope) => scope.querySelector(selector) !== null;

let turn: Promise<unknown> = Promise.resolve();

/** Runs one task after the other, so that the replies to calls belong to the task that makes the calls. */
export function inTurn(task: () => Promise<void>): void {
  turn = turn.then(task);
}

const PATIENCE_MS = 20_000;

/** Takes the steps in `part`, each once the page shows the result of the earlier one. Throws if an element does not appear. */
export async function take(part: HTMLElement, steps: readonly Step[]): Promise<void> {
  await shown();
  for (const [index, step] of steps.entries()) {
    await until(() => step(openDialog() ?? part), `Step ${index + 1} finds no element`);
    await shown();
  }
}

/** Polls until `isTrue` gives true; after 20 seconds throws an error with the text `otherwise`. */
export async function until(isTrue: () => boolean, otherwise: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(otherwise);
    await shown();
  }
}

/** The dialog that is open; React Aria renders it at the end of the body. */
function openDialog(): HTMLElement | null {
  return document.querySelector("body > [data-rac] :is([role=dialog], [role=alertdialog])");
}

/** Resolves once React and TanStack Query have had the time to show the result of an action. */
async function shown(): Promise<void> {
  for (let turns = 0; turns < 4; turns += 1) await new Promise((resolve) => setTimeout(resolve));
}
