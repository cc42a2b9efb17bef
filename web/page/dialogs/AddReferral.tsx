/** People whom somebody named, one after the other: a name at first, a person once they are added. */
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";
import { NameForm } from "../interview/NameForm.tsx";

interface Props {
  readonly from: string;
  readonly interview?: string;
  readonly onClose: () => void;
}

export function AddReferral({ from, interview, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <div class="form">
        <div class="dialog-head">
          <h2 id={id}>Add referrals</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        <NameForm
          from={from}
          {...(interview === undefined ? {} : { interview })}
          hasFocus
          onDone={close}
        />
      </div>
    </dialog>
  );
}
