/** Words that a person wrote: in any script and direction, line breaks kept, never as markup. */

interface Props {
  readonly text: string;
  readonly class?: string;
}

export function UserText({ text, class: name }: Props) {
  return (
    <span dir="auto" class={name === undefined ? "user-text" : `user-text ${name}`}>
      {text}
    </span>
  );
}
