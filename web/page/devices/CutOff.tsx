/** Cuts a device off: says before what that means, and asks about those that it let in. */
import { FormDialog } from "../components/FormDialog.tsx";
import { UserText } from "../components/UserText.tsx";
import { useNotebook } from "../notebook.ts";
import type { Device } from "../settings/rows.ts";
import { earlierOf, letInBy, nameWords } from "./words.ts";

interface Props {
  readonly device: Device;
  readonly devices: readonly Device[];
  readonly own: string | null;
  readonly onClose: () => void;
}

export function CutOff({ device, devices, own, onClose }: Props) {
  const { engine, tell } = useNotebook();
  const name = nameWords(device);
  const earlier = earlierOf(devices, device).filter(({ isRevoked }) => !isRevoked);
  const others = letInBy(devices, device.log).filter(({ log }) => log !== own);
  const submit = async (form: FormData) => {
    const chosen = others.filter(({ log }) => form.get(log) !== null);
    const logs = [device, ...earlier, ...chosen].map(({ log }) => log);
    await engine.request({ tag: "revoke", logs });
    // What the server said of it is to be seen here at once.
    await engine.request({ tag: "sync" });
    tell(`${name} is cut off. What it held until now stays with it.`);
  };
  return (
    <FormDialog
      title={`Cut off ${name}?`}
      action="Cut off"
      isFinal
      submit={submit}
      onClose={onClose}
    >
      <p>
        Its access ends now. Nothing new reaches <UserText text={name} />, and what it records from
        now on is not taken. Your other devices change to a new key by themselves.
      </p>
      <p>
        What it already holds stays with it: nothing can call that back. If it turns up again, pair
        it anew.
      </p>
      {others.length > 0 && (
        <fieldset class="fields">
          <legend>It let others in. Cut off these too:</legend>
          {others.map((each) => (
            <div key={each.log} class="check-field">
              <input type="checkbox" id={each.log} name={each.log} defaultChecked />
              <label for={each.log}>
                <UserText text={nameWords(each)} />
              </label>
            </div>
          ))}
        </fieldset>
      )}
    </FormDialog>
  );
}
