/** How much was learned of one theme, month by month, in the width of a word or two. */
import type { Months } from "./months.ts";

const [wide, high] = [6, 26];
const names = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

interface Props {
  readonly theme: string;
  readonly months: Months;
}

export function ThemeBars({ theme, months: { months, counts } }: Props) {
  const own = counts.get(theme);
  if (own === undefined || months.length < 2) return null;
  const most = Math.max(1, ...own);
  const width = months.length * wide;
  return (
    <svg
      class="theme-bars"
      width={width}
      height={high}
      viewBox={`0 0 ${width} ${high}`}
      role="img"
      aria-label={toldOf(months, own)}
    >
      {months.map((month, place) => {
        const count = own[place] ?? 0;
        const tall = count === 0 ? 1 : Math.max(3, (count * high) / most);
        return (
          <rect
            key={month}
            class={count === 0 ? "theme-bar-none" : "theme-bar"}
            x={place * wide}
            y={high - tall}
            width={wide - 2}
            height={tall}
            rx={count === 0 ? 0 : 1}
          >
            <title>{`${monthWords(month)}: ${count}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

function toldOf(months: readonly string[], counts: readonly number[]): string {
  const most = Math.max(...counts);
  const month = months[counts.indexOf(most)] ?? "";
  const since = `Since ${monthWords(months[0] ?? "")}`;
  return `${since}: most in ${monthWords(month)}, ${most}; this month ${counts.at(-1) ?? 0}.`;
}

function monthWords(month: string): string {
  return names.format(Date.parse(`${month}-01T00:00:00Z`));
}
