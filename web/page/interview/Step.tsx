/** One thing to do after the talk: done or not to be seen at a glance, its form behind it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../components/Icon.tsx";

interface Props {
  /** By which a link to this step names it. */
  readonly id?: string;
  readonly title: string;
  /** What was done, or why it matters. */
  readonly state: ComponentChildren;
  readonly isDone: boolean;
  /** At first. */
  readonly isOpen?: boolean;
  readonly children: ComponentChildren;
}

export function Step({ id, title, state, isDone, isOpen = false, children }: Props) {
  const [wasOpen] = useState(isOpen);
  return (
    <li>
      <details id={id} class={isDone ? "step step-done" : "step"} open={wasOpen}>
        <summary>
          <span class="step-mark">
            <span class="step-tick">
              <Icon name="check" />
            </span>
          </span>
          <span class="step-words">
            <span class="step-title">
              {title}
              {isDone && <span class="unseen"> (done)</span>}
            </span>
            <span class="step-state">{state}</span>
          </span>
          <span class="step-chevron">
            <Icon name="down" />
          </span>
        </summary>
        <div class="step-body">{children}</div>
      </details>
    </li>
  );
}
