/** The frame of a screen: title, a way back, actions. On arrival the title takes the focus. */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon.tsx";

interface Props {
  readonly title: string;
  /** Where "back" leads, with the name of that place. */
  readonly back?: { readonly href: string; readonly words: string };
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Screen({ title, back, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · InfoView`;
  }, [title]);
  // Before the frame: a key that is pressed as soon as the screen stands may move the focus on.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="screen">
      {back !== undefined && (
        <div class="screen-top">
          <a class="back" href={back.href}>
            <Icon name="back" />
            <span dir="auto">{back.words}</span>
          </a>
          {actions}
        </div>
      )}
      <div class="screen-head">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        {back === undefined && actions}
      </div>
      {children}
    </div>
  );
}

/** Out of a place where there is nothing to see. */
export function WayBack({ href, words }: { readonly href: string; readonly words: string }) {
  return (
    <p class="way-back">
      <a class="button" href={href}>
        {words}
      </a>
    </p>
  );
}

interface SectionProps {
  /** By which a link to this part names it. */
  readonly id?: string;
  readonly title: string;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section({ id, title, action, children }: SectionProps) {
  return (
    <section id={id} class="section" aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
