/** All keyboard shortcuts, and the switch that turns the single keys off. */
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { questionKeys, roomShortcuts, themeKeys } from "../interview/room_keys.ts";
import { placeKeys, shortcuts } from "./commands.ts";
import { Keys } from "./Keys.tsx";
import { modifierWord } from "./opened.ts";
import { hasSingleKeys, setSingleKeys } from "./single_keys.ts";

const groups = ["Go to", "Do"] as const;

export function CheatSheet({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog cheat-sheet"
      aria-labelledby={`${id}-title`}
      onClose={onClose}
    >
      <div class="form">
        <div class="dialog-head">
          <h2 id={`${id}-title`}>Keyboard shortcuts</h2>
          <button
            type="button"
            class="icon-button"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <div class="cheat-groups">
          {groups.map((group) => (
            <section key={group} aria-label={group}>
              <h3>{group}</h3>
              <dl class="cheat-list">
                {group === "Do" && <Entry words="Find anything" keys={[modifierWord(), "K"]} />}
                {shortcuts
                  .filter((each) => each.group === group)
                  .map(({ words, keys }) => (
                    <Entry key={words} words={words} keys={keys} />
                  ))}
              </dl>
            </section>
          ))}
          <section aria-label="In one place">
            <h3>In one place</h3>
            <dl class="cheat-list">
              {placeKeys.map(({ words, keys }) => (
                <Entry key={words} words={words} keys={keys} />
              ))}
            </dl>
          </section>
          <section aria-label="In an interview">
            <h3>In an interview</h3>
            <dl class="cheat-list">
              {roomShortcuts.map(({ words, key }) => (
                <Entry key={words} words={words} keys={[key]} />
              ))}
              <Entry words="Tick a question" keys={[questionKeys]} />
              <Entry words="An insight's theme" keys={[themeKeys]} />
              <Entry words="Move a question by its grip" keys={["↑", "↓"]} />
            </dl>
          </section>
        </div>
        <div class="check-field">
          <input
            id={`${id}-single`}
            type="checkbox"
            checked={hasSingleKeys.value}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          />
          <label for={`${id}-single`}>Single keys are shortcuts</label>
          <p id={`${id}-hint`} class="hint">
            Never while you type. Without them, {modifierWord()} K still opens everything.
          </p>
        </div>
      </div>
    </dialog>
  );
}

function Entry({ words, keys }: { readonly words: string; readonly keys: readonly string[] }) {
  return (
    <div class="cheat-entry">
      <dt>{words}</dt>
      <dd>
        <Keys keys={keys} />
      </dd>
    </div>
  );
}
