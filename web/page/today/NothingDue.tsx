/** Teaches the first step to whoever has not taken it; to others, leaves the day free. */
import { useHasPeople } from "../hooks/queries.ts";
import { openDialog } from "../palette/opened.ts";
import { settingsPath } from "../route.ts";

export function NothingDue() {
  const { value: known } = useHasPeople();
  if (known === undefined) return null;
  if (known[0] === true) {
    return (
      <div class="empty">
        <p class="empty-title">Nothing is due.</p>
        <p>
          Whoever you write to, talk with or should thank appears here when it is time. Start with{" "}
          <a href="/people">someone on your list</a>.
        </p>
      </div>
    );
  }
  return (
    <div class="empty empty-first">
      <p class="empty-title">Whose work would you like to understand?</p>
      <p>
        Add one person. Then log the message in which you ask for twenty minutes of their time: from
        there on, this page tells you what is due and why.
      </p>
      <button
        type="button"
        class="button button-primary"
        onClick={() => {
          openDialog({ type: "add", name: "" });
        }}
      >
        Add your first person
      </button>
      <p class="quiet">
        Already have a list? <a href={settingsPath("import")}>Import it</a>: LinkedIn, Google,
        address cards or any table.
      </p>
    </div>
  );
}
