/** The norms of the practice: what each is for, where it comes from, and what the user prefers. */
import { useState } from "preact/hooks";
import { TextField } from "../components/Fields.tsx";
import { FormDialog } from "../components/FormDialog.tsx";
import { Section } from "../components/Screen.tsx";
import { draft } from "../drafts.ts";
import { fieldOf, minutesOf } from "../form_values.ts";
import { useGoals, useNorms } from "../hooks/queries.ts";
import { notebookOf, useNotebook } from "../notebook.ts";
import type { Goal, Norm } from "./rows.ts";
import { activityWords, activities } from "../words.ts";

export function NormList() {
  const { value: norms } = useNorms();
  const [editing, setEditing] = useState<Norm | null>(null);
  return (
    <Section title="Norms">
      <p class="quiet">What the agenda and the coach go by. Your choice holds on all devices.</p>
      {grouped(norms ?? []).map(([title, those]) => (
        <div key={title} class="norm-group">
          <h3>{title}</h3>
          <ul class="rows">
            {those.map((norm) => (
              <li key={norm.name}>
                <button type="button" class="row norm" onClick={() => setEditing(norm)}>
                  <span class="row-words">
                    <span class="norm-about">{norm.about}</span>
                    <span class="row-detail">{norm.source}</span>
                  </span>
                  <span
                    class={norm.value === norm.byDefault ? "norm-value" : "norm-value norm-own"}
                  >
                    {amount(norm)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {editing !== null && <EditNorm norm={editing} onClose={() => setEditing(null)} />}
    </Section>
  );
}

const groups: readonly (readonly [title: string, start: RegExp])[] = [
  ["Asking", /^(ask|request|elsewhere|follow|close)_/],
  ["The talk", /^(schedule|confirm|questions|planned)_/],
  ["Afterwards", /^(thank|debrief|referral|check_in|report_back)_/],
  ["Staying in touch", /^(keep_in_touch|mentor)_/],
  ["The rest", /./],
];

/** By what part of the practice they are about; one from a newer version stands under the rest. */
export function grouped(norms: readonly Norm[]): readonly (readonly [string, readonly Norm[]])[] {
  const groupOf = ({ name }: Norm) => groups.find(([, start]) => start.test(name))?.[0];
  return groups
    .map(([title]) => [title, norms.filter((norm) => groupOf(norm) === title)] as const)
    .filter(([, those]) => those.length > 0);
}

function amount({ value, unit }: Norm): string {
  return `${value} ${value === 1 ? unit.replace(/s$/, "") : unit}`;
}

function EditNorm({ norm, onClose }: { readonly norm: Norm; readonly onClose: () => void }) {
  const { say, phase } = useNotebook();
  const submit = async (form: FormData) => {
    const value = minutesOf(form, "value");
    if (value === null || value < norm.least || value > norm.most) {
      throw new Error(`From ${norm.least} to ${norm.most} ${norm.unit}.`);
    }
    const said = value === norm.byDefault ? "" : value;
    const data = { name: norm.name, value: said };
    await say([draft("setting.changed", notebookOf(phase.value), data, Date.now())]);
  };
  return (
    <FormDialog title="Change a norm" action="Save" submit={submit} onClose={onClose}>
      <p>{norm.about}</p>
      <TextField
        label={`In ${norm.unit}`}
        name="value"
        type="number"
        value={String(norm.value)}
        min={norm.least}
        max={norm.most}
        hint={`By default ${norm.byDefault}: ${norm.source}`}
        hasFocus
      />
    </FormDialog>
  );
}

export function GoalList() {
  const { value: goals } = useGoals();
  const [isEditing, setEditing] = useState(false);
  return (
    <Section
      title="Weekly goals"
      action={
        <button type="button" class="text-button" onClick={() => setEditing(true)}>
          Change
        </button>
      }
    >
      {goals?.length === 0 && <p class="quiet">None. Two interviews a week is a good beginning.</p>}
      <ul>
        {(goals ?? []).map(({ activity, perWeek }) => (
          <li key={activity}>
            {activityWords(activity)}: {perWeek} a week
          </li>
        ))}
      </ul>
      {isEditing && <EditGoals goals={goals ?? []} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function EditGoals({ goals, onClose }: { goals: readonly Goal[]; readonly onClose: () => void }) {
  const { say, phase } = useNotebook();
  const known = (activity: string) =>
    goals.find((goal) => goal.activity === activity)?.perWeek ?? 0;
  const submit = async (form: FormData) => {
    const subject = notebookOf(phase.value);
    const changed = activities.filter(
      (activity) => (minutesOf(form, activity) ?? 0) !== known(activity),
    );
    await say(
      changed.map((activity) => {
        const per_week = Number(fieldOf(form, activity) || 0);
        return draft("goal.set", subject, { activity, per_week }, Date.now());
      }),
    );
  };
  return (
    <FormDialog title="Weekly goals" action="Save" submit={submit} onClose={onClose}>
      {activities.map((activity) => (
        <TextField
          key={activity}
          label={activityWords(activity)}
          name={activity}
          type="number"
          value={String(known(activity))}
          min={0}
          max={1000}
        />
      ))}
    </FormDialog>
  );
}
