/** Which column of a table holds what: one choice a column, with the first rows as a help. */
import { useId } from "preact/hooks";
import { useNotebook } from "../notebook.ts";
import type { Table } from "./files_in.ts";
import { preview } from "./importing.ts";

const words: Readonly<Record<string, string>> = {
  name: "Whole name",
  given: "First name",
  surname: "Last name",
  org: "Organisation",
  title: "Job title",
  email: "E-mail",
  phone: "Phone",
  url: "Link",
  location: "Place",
  notes: "Notes",
  tags: "Tags",
};

interface Props {
  readonly id: number;
  readonly table: Table;
}

export function ColumnChooser({ id, table }: Props) {
  const { engine } = useNotebook();
  const base = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const form = new FormData(event.currentTarget);
    const columns = table.titles.flatMap((title, place) => {
      const field = form.get(`column ${place}`);
      return typeof field === "string" && field !== "" && title !== ""
        ? [[field, title] as const]
        : [];
    });
    void preview(engine, id, { columns });
  };
  return (
    <form class="columns" onSubmit={submit}>
      {table.titles.map((title, place) => {
        const id = `${base}-${place}`;
        const chosen = table.chosen.find(([, each]) => each === title)?.[0] ?? "";
        return (
          <div key={id} class="column">
            <label class="column-title" for={id} dir="auto">
              {title === "" ? `Column ${place + 1}` : title}
            </label>
            <span class="column-sample" id={`${id}-sample`} dir="auto">
              {table.samples
                .map((row) => row[place] ?? "")
                .filter(Boolean)
                .join(" · ")}
            </span>
            <select id={id} name={`column ${place}`} aria-describedby={`${id}-sample`}>
              <option value="">Keep in the notes</option>
              {table.fields.map((field) => (
                <option key={field} value={field} selected={field === chosen}>
                  {words[field] ?? field}
                </option>
              ))}
            </select>
          </div>
        );
      })}
      <button type="submit" class="button">
        Read it like this
      </button>
    </form>
  );
}
